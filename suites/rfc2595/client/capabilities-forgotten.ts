import { expectListForgotten } from '../../injection/clients/forgotten.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const capabilitiesForgotten = clientCheck({
  id: 'rfc2595/client/capabilities-forgotten',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  orIfPossible: true,
  decides: { imap: ['imp-rfc2595-3.1-3'], pop3: ['imp-rfc2595-4-5'] },
  purpose: 'inside TLS nothing depends on the capabilities that were listed before',
  // who does not ask again does not get through to everybody
  withoutControl: true,
  run: expectListForgotten,
})
