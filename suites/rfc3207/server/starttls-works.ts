import { check } from '../../check.ts'
import { triesStartTls } from '../../starttls-works.ts'

export const starttlsWorks = check({
  id: 'rfc3207/server/starttls-works',
  roles: ['smtp-server', 'submission-server'],
  // RFC 8314 binds submission only
  decides: { 'smtp-server': ['rfc3207-3-lc1'], 'submission-server': ['rfc3207-3-lc1', 'rfc8314-4-6'] },
  purpose: 'where STARTTLS is offered, a handshake can be completed',
  run: triesStartTls,
})
