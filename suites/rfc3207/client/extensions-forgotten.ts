import { expectListForgotten } from '../../injection/clients/forgotten.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const extensionsForgotten = clientCheck({
  id: 'rfc3207/client/extensions-forgotten',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-2'],
  purpose: 'inside TLS nothing depends on the extensions that were listed before',
  // who does not ask again does not get through to everybody
  withoutControl: true,
  run: expectListForgotten,
})
