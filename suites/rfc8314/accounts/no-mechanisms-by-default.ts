import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { askingForPassword } from './cleartext-logins.ts'
import { plaintextSasl } from './means.ts'

export const noMechanismsByDefault = check({
  id: 'rfc8314/server/no-mechanisms-by-default',
  roles: ['pop3-server'],
  decides: ['imp-rfc5034-4-24'],
  harms: ['cleartext-password'],
  purpose: 'by default SASL with a plaintext password is neither listed nor permitted before STLS',
  async precondition(context) {
    const { connect, expect } = context
    const { mechanisms } = await (await connect()).capabilities()
    const listed = plaintextSasl.find(({ mechanism }) => mechanisms.includes(mechanism))
    expect(listed === undefined, `${listed?.name} is listed before STLS`)
    return (await askingForPassword(context)).length > 0
  },
  async run({ connect, account, expect }) {
    for (const means of plaintextSasl) {
      const { letIn } = await attemptLogin(connect, means, account())
      expect(!letIn, `${means.name} lets the account in before STLS`)
    }
  },
})
