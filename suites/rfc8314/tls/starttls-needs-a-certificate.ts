import { check } from '../../check.ts'
import { triesStartTlsWithoutCertificate } from '../../starttls-works.ts'

export const starttlsNeedsACertificate = check({
  id: 'rfc8314/server/starttls-needs-a-certificate',
  roles: ['imap-server', 'pop3-server'],
  decides: ['rfc8314-4-6'],
  setUp: 'no-certificate',
  purpose: 'a server that has no certificate does not list STARTTLS, unless it works without one',
  run: triesStartTlsWithoutCertificate,
})
