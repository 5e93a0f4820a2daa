import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { askingForPassword, perhapsAtOnce, throwIfPutOff } from './cleartext-logins.ts'
import { plainAtOnce, plaintextSasl } from './means.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const cleartextMechanismsRefused = check({
  id: 'rfc8314/server/cleartext-mechanisms-refused',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  decides: {
    'submission-server': ['imp-rfc4954-4-30', 'imp-rfc4954-9-4'],
    'imap-server': ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc3501-6.2.2-6'],
    'pop3-server': ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc5034-4-23'],
  },
  setUp: 'tls-required',
  orDefault: true,
  harms: ['cleartext-password'],
  purpose: 'SASL with a plaintext password can be refused without TLS',
  async precondition(context) {
    const asking = await askingForPassword(context)
    if (asking.length > 0) onlyWhereTlsIsRequired(context, `${asking[0]?.name} asks for a password`)
    return asking.length > 0 || (await perhapsAtOnce(context)) !== undefined
  },
  async run(context) {
    // some ask for the password and refuse whatever comes (RFC 3501, section 11.2): only a login shows that it is permitted
    for (const means of [...plaintextSasl, plainAtOnce]) {
      const { letIn, refusal } = await attemptLogin(context, means, context.account())
      const found = `${means.name} lets the account in without TLS`
      if (letIn) onlyWhereTlsIsRequired(context, found)
      context.expect(!letIn, found)
      throwIfPutOff(refusal)
    }
  },
})
