import { check } from '../../check.ts'

export const starttlsHiddenInsideTls = check({
  id: 'rfc3207/server/starttls-hidden-inside-tls',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-7'],
  purpose: 'STARTTLS is not offered again once TLS is running',
  async run({ connect, expect }) {
    const smtp = await connect()
    await smtp.startTls()
    expect(!(await smtp.ehlo()).includes('STARTTLS'), 'STARTTLS is offered inside TLS')
    await smtp.command('RSET')
    expect(!(await smtp.ehlo()).includes('STARTTLS'), 'STARTTLS is offered inside TLS after RSET')
    smtp.close()
  },
})
