import { check } from '../../check.ts'

export const starttlsHiddenInsideTls = check({
  id: 'rfc3207/server/starttls-hidden-inside-tls',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-7'],
  purpose: 'STARTTLS is not offered again once TLS is running',
  async run({ connect, expect, canLogIn, logIn }) {
    const smtp = await connect()
    await smtp.startTls()
    const offered = async () => (await smtp.ehlo()).includes('STARTTLS')
    expect(!(await offered()), 'STARTTLS is offered inside TLS')
    expect(!(await offered()), 'STARTTLS is offered inside TLS to a second EHLO')
    await smtp.command('RSET')
    expect(!(await offered()), 'STARTTLS is offered inside TLS after RSET')
    if (canLogIn && (await smtp.ehlo()).includes('AUTH')) {
      await logIn(smtp)
      expect(!(await offered()), 'STARTTLS is offered inside TLS after a login')
    }
    smtp.close()
  },
})
