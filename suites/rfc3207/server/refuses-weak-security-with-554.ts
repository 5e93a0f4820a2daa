import { sender } from '../../mail.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { check } from '../../check.ts'

export const refusesWeakSecurityWith554 = check({
  id: 'rfc3207/server/refuses-weak-security-with-554',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.1-3'],
  setUp: 'certificate-required',
  purpose: 'a server to which the security is too low answers every command but QUIT with 554',
  async run(context) {
    const { connect, expect, notApplicable, seen } = context
    const smtp = await connect()
    await smtp.requestTls()
    const handshake = await smtp.handshake()
    if (!handshake.ok) notApplicable(`the handshake without a certificate is refused: ${handshake.text}`)
    const codes: Record<string, number> = {}
    const told = () => Object.entries(codes).map(([verb, code]) => `${verb} ${code}`)
    try {
      for (const line of [`EHLO ${smtp.name}`, 'NOOP', `MAIL FROM:<${sender(context)}>`, 'RSET']) {
        codes[line.split(' ')[0]!] = (await smtp.command(line)).code
      }
      codes.QUIT = (await smtp.command('QUIT')).code
    } catch (error) {
      if (!isMailtlsError(error, 'ended', 'closing')) throw error
      notApplicable(`the connection is closed after the handshake: ${told().join(', ') || 'nothing is answered'}`)
    }
    const { QUIT: quit, ...others } = codes
    const text = told().join(', ')
    if (Object.values(others).every((code) => code < 400 || code === 530)) notApplicable(`the server goes on: ${text}`)
    seen(text)
    expect(
      Object.values(others).every((code) => code === 554),
      `not every command is refused with 554: ${text}`,
    )
    expect(quit === 221, `QUIT draws ${quit} instead of 221`)
  },
})
