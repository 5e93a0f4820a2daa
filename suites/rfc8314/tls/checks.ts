import type { Check } from '../../../harness/check.ts'
import { bothPorts } from './both-ports.ts'
import { certificateAuthentication } from './certificate-authentication.ts'
import { certificateRequested } from './certificate-requested.ts'
import { closeAlert } from './close-alert.ts'
import { hastyClose } from './hasty-close.ts'
import { oldVersions } from './old-versions.ts'
import { prefersAes128Gcm, prefersForwardSecrecy } from './preferred-suites.ts'
import { recommendedSuites } from './recommended-suites.ts'
import { recordVersionIgnored } from './record-version-ignored.ts'
import { refusesWithProtocolVersion } from './refuses-with-protocol-version.ts'
import { rsaKeyLength } from './rsa-key-length.ts'
import { serverNameIndication } from './server-name.ts'
import { starttlsNeedsACertificate } from './starttls-needs-a-certificate.ts'
import { starttlsWorks } from './starttls-works.ts'
import { staysInsideTls } from './stays-inside-tls.ts'
import { tls12OrLater } from './tls-1-2-or-later.ts'
import { tlsFirst } from './tls-first.ts'
import { tlsOnlyPort } from './tls-only-port.ts'
import { versions } from './versions.ts'
import { weakSuites } from './weak-suites.ts'

/** TLS itself on access and submission ports: how it begins and ends, versions, suites, certificates. */
export const tlsChecks: readonly Check[] = [
  tlsFirst,
  staysInsideTls,
  closeAlert,
  hastyClose,
  starttlsWorks,
  starttlsNeedsACertificate,
  bothPorts,
  tlsOnlyPort,
  tls12OrLater,
  versions,
  ...oldVersions,
  refusesWithProtocolVersion,
  recordVersionIgnored,
  recommendedSuites,
  ...weakSuites,
  prefersForwardSecrecy,
  prefersAes128Gcm,
  rsaKeyLength,
  serverNameIndication,
  certificateRequested,
  certificateAuthentication,
]
