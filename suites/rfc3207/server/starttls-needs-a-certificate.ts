import { check } from '../../check.ts'
import { triesStartTlsWithoutCertificate } from '../../starttls-works.ts'

export const starttlsNeedsACertificate = check({
  id: 'rfc3207/server/starttls-needs-a-certificate',
  roles: ['smtp-server', 'submission-server'],
  // RFC 8314 binds submission only
  decides: { 'smtp-server': ['rfc3207-3-lc1'], 'submission-server': ['rfc3207-3-lc1', 'rfc8314-4-6'] },
  setUp: 'no-certificate',
  purpose: 'a server that has no certificate does not offer STARTTLS, unless it works without one',
  run: triesStartTlsWithoutCertificate,
})
