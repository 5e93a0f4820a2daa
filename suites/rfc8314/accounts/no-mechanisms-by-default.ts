import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { askingForPassword } from './cleartext-logins.ts'
import { plaintextSasl } from './means.ts'
import { productFault } from './product-fault.ts'

export const noMechanismsByDefault = check({
  id: 'rfc8314/server/no-mechanisms-by-default',
  roles: ['pop3-server'],
  decides: ['imp-rfc5034-4-24'],
  harms: ['cleartext-password'],
  purpose: 'by default SASL with a plaintext password is neither listed nor permitted before STLS',
  async precondition(context) {
    const { mechanisms } = await (await context.connect()).capabilities()
    const listed = plaintextSasl.find(({ mechanism }) => mechanisms.includes(mechanism))
    if (listed) productFault(context, `${listed.name} is listed before STLS`)
    return (await askingForPassword(context)).length > 0
  },
  async run(context) {
    for (const means of plaintextSasl) {
      const { letIn } = await attemptLogin(context, means, context.account())
      if (letIn) productFault(context, `${means.name} lets the account in before STLS`)
    }
  },
})
