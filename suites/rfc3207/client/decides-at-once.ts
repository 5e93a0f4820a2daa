import { decidesAtOnce } from '../../upgrade/decides-at-once.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const decidesOnTheHandshake = clientCheck({
  id: 'rfc3207/client/decides-at-once',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.1-1'],
  purpose: 'after a handshake with a certificate that it does not take, nothing but QUIT follows',
  run: decidesAtOnce,
})
