import { check } from '../../check.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const logindisabled = check({
  id: 'rfc8314/server/logindisabled',
  roles: ['imap-server'],
  decides: ['imp-rfc2595-3.2-2'],
  setUp: 'tls-required',
  orDefault: true,
  purpose: 'LOGINDISABLED is listed without TLS, and nowhere where LOGIN works',
  async run(context) {
    const { connect, connectSecurely, canLogIn, account, expect, seen } = context
    const before = await (await connect()).capabilities()
    if (!before.includes('LOGINDISABLED')) {
      onlyWhereTlsIsRequired(context, 'LOGINDISABLED is not listed')
      expect(false, 'LOGINDISABLED is not listed without TLS')
    }
    const imap = await connectSecurely()
    const still = (await imap.capabilities()).includes('LOGINDISABLED')
    // listed inside TLS, too, it means that LOGIN is refused there (RFC 9051, section 7.2.2)
    if (still && canLogIn) {
      const answer = await imap.login(account())
      expect(!answer.accepted, `LOGINDISABLED is listed inside TLS, and LOGIN draws "${answer}"`)
    }
    seen(still ? 'listed inside TLS, too' : 'listed without TLS only')
    imap.close()
  },
})
