import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { plaintextCommand, throwIfPutOff } from './cleartext-logins.ts'
import { loginCommand, userPass } from './means.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const cleartextLoginRefused = check({
  id: 'rfc8314/server/cleartext-login-refused',
  roles: ['imap-server', 'pop3-server'],
  decides: {
    'imap-server': ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc2595-3.2-2'],
    'pop3-server': ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1'],
  },
  setUp: 'tls-required',
  orDefault: true,
  harms: ['cleartext-password'],
  purpose: 'the command that sends the password as it is can be refused without TLS',
  async precondition(context) {
    const offered = await plaintextCommand(context)
    if (offered) onlyWhereTlsIsRequired(context, `${offered.name} is offered without TLS`)
    // USER shows it before the password; LOGIN is not known to be refused by its being called disabled
    return context.protocol === 'pop3' ? offered !== undefined : true
  },
  async run({ connect, pause, account, protocol, expect }) {
    const means = protocol === 'imap' ? loginCommand : userPass
    const { letIn, answers, refusal } = await attemptLogin({ connect, pause }, means, account())
    expect(!letIn, `${means.name} without TLS lets the account in: "${answers.at(-1)}"`)
    throwIfPutOff(refusal)
  },
})
