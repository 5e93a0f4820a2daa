import { check } from '../../check.ts'
import { triesStartTls } from '../../starttls-works.ts'

export const starttlsWorks = check({
  id: 'rfc8314/server/starttls-works',
  roles: ['imap-server', 'pop3-server'],
  decides: ['rfc8314-4-6'],
  purpose: 'where STARTTLS is listed, a handshake can be completed',
  run: triesStartTls,
})
