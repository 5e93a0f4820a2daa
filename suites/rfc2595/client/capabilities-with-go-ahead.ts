import { expectGoAheadForgotten } from '../../injection/clients/forgotten.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const capabilitiesWithGoAhead = clientCheck({
  id: 'rfc2595/client/capabilities-with-go-ahead',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  decides: ['imp-rfc2595-3.1-3'],
  purpose: 'capabilities that come with the answer to STARTTLS count for nothing inside TLS',
  run: expectGoAheadForgotten,
})
