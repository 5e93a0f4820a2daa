import { sendsNothingBehindStarttls } from '../../upgrade/nothing-behind-starttls.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const nothingBehindStarttls = clientCheck({
  id: 'rfc3207/client/nothing-behind-starttls',
  withholds: true,
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4-lc5'],
  purpose: 'nothing is sent behind STARTTLS before it is answered',
  withoutControl: true,
  run: sendsNothingBehindStarttls,
})
