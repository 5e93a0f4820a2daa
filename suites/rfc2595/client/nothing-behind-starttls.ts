import { sendsNothingBehindStarttls } from '../../upgrade/nothing-behind-starttls.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const nothingBehindStarttlsInMailAccess = clientCheck({
  id: 'rfc2595/client/nothing-behind-starttls',
  withholds: true,
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  orIfPossible: true,
  decides: { imap: ['imp-rfc2595-3.1-1'], pop3: ['imp-rfc2595-4-3'] },
  purpose: 'nothing is sent between STARTTLS or STLS and the handshake',
  withoutControl: true,
  run: sendsNothingBehindStarttls,
})
