import { decidesAtOnce } from '../../upgrade/decides-at-once.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const decidesOnTheHandshakeInMailAccess = clientCheck({
  id: 'rfc2595/client/decides-at-once',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  decides: ['imp-rfc2595-2.5-1'],
  purpose: 'after a handshake with a certificate that is not valid, it neither logs in nor reads the mailbox',
  run: decidesAtOnce,
})
