import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { askingForPassword, perhapsAtOnce, throwIfPutOff } from './cleartext-logins.ts'
import { plain, plainAtOnce } from './means.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const plainNeedsTls = check({
  id: 'rfc8314/server/plain-needs-tls',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  decides: ['imp-rfc2595-6-1'],
  setUp: 'tls-required',
  orDefault: true,
  harms: ['cleartext-password'],
  purpose: 'PLAIN is neither listed nor used without TLS',
  async precondition(context) {
    const { connect, expect } = context
    const asks = (await askingForPassword(context, [plain])).length > 0
    // who takes passwords without TLS by choice does so for old clients, as the clause allows
    if (asks) onlyWhereTlsIsRequired(context, 'PLAIN asks for a password without TLS')
    const refused = asks ? undefined : await perhapsAtOnce(context)
    if (refused) onlyWhereTlsIsRequired(context, `"${refused}" does not rule out PLAIN with a response at once`)
    const { mechanisms } = await (await connect()).capabilities()
    expect(!mechanisms.includes('PLAIN'), 'PLAIN is listed without TLS')
    return asks || refused !== undefined
  },
  async run({ connect, pause, account, expect }) {
    for (const means of [plain, plainAtOnce]) {
      const { letIn, refusal } = await attemptLogin({ connect, pause }, means, account())
      expect(!letIn, `${means.name} lets the account in without TLS`)
      throwIfPutOff(refusal)
    }
  },
})
