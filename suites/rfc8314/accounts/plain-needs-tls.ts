import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { askingForPassword, throwIfPutOff } from './cleartext-logins.ts'
import { plain } from './means.ts'
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
    const { mechanisms } = await (await connect()).capabilities()
    expect(!mechanisms.includes('PLAIN'), 'PLAIN is listed without TLS')
    return asks
  },
  async run({ connect, pause, account, expect }) {
    const { letIn, refusal } = await attemptLogin({ connect, pause }, plain, account())
    expect(!letIn, 'PLAIN lets the account in without TLS')
    throwIfPutOff(refusal)
  },
})
