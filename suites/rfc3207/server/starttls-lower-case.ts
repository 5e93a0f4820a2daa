import { check } from '../../check.ts'

export const starttlsLowerCase = check({
  id: 'rfc3207/server/starttls-lower-case',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-lc1'],
  purpose: 'starttls in lower case is the same command (RFC 5321, section 2.4)',
  async run({ connect, expect, inconclusive }) {
    const control = await connect()
    await control.startTls()
    control.close()
    const smtp = await connect()
    await smtp.ehlo()
    const reply = await smtp.command('starttls')
    if (reply.class === 4) inconclusive('starttls-refused', `starttls is put off: "${reply}"`)
    expect(reply.code === 220, `STARTTLS draws 220, starttls "${reply}"`)
    smtp.peer.close()
  },
})
