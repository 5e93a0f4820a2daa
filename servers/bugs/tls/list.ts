import type { Bug } from '../bug.ts'
import { abortsEachHandshake } from './aborts-each-handshake.ts'
import { asksForCertificatesInVain } from './asks-for-certificates-in-vain.ts'
import { closesWithoutAlert } from './closes-without-alert.ts'
import { failsHandshakesOfTls11 } from './fails-handshakes-of-tls-1-1.ts'
import { followsTheClientsOrder } from './follows-the-clients-order.ts'
import { greetsInCleartext } from './greets-in-cleartext.ts'
import { hidesStarttls } from './hides-starttls.ts'
import { listsStarttlsWithoutCertificate } from './lists-starttls-without-certificate.ts'
import { mindsTheRecordVersion } from './minds-the-record-version.ts'
import { onlyCbc } from './only-cbc.ts'
import { prefersStaticRsa } from './prefers-static-rsa.ts'
import { refusesEachStarttls } from './refuses-each-starttls.ts'
import { refusesItsOwnName } from './refuses-its-own-name.ts'
import { saysGoodbyeInCleartext } from './says-goodbye-in-cleartext.ts'
import { servesCleartextToo } from './serves-cleartext-too.ts'
import { shortRsaKey } from './short-rsa-key.ts'
import { takesCbc } from './takes-cbc.ts'
import { takesExport } from './takes-export.ts'
import { takesFiniteFieldDh } from './takes-finite-field-dh.ts'
import { takesNull } from './takes-null.ts'
import { takesRc4 } from './takes-rc4.ts'
import { takesSsl2 } from './takes-ssl-2.ts'
import { takesStaticRsa } from './takes-static-rsa.ts'
import { takesTls10 } from './takes-tls-1-0.ts'
import { takesTls11 } from './takes-tls-1-1.ts'
import { takesTripleDes } from './takes-triple-des.ts'
import { tls11AtMost } from './tls-1-1-at-most.ts'

/** Those of TLS itself: versions, suites, certificates, how it begins and ends. */
export const tlsBugs: readonly Bug[] = [
  ...abortsEachHandshake,
  ...asksForCertificatesInVain,
  ...closesWithoutAlert,
  ...failsHandshakesOfTls11,
  ...followsTheClientsOrder,
  ...greetsInCleartext,
  ...hidesStarttls,
  ...listsStarttlsWithoutCertificate,
  ...mindsTheRecordVersion,
  ...onlyCbc,
  ...prefersStaticRsa,
  ...refusesEachStarttls,
  ...refusesItsOwnName,
  ...saysGoodbyeInCleartext,
  ...servesCleartextToo,
  ...shortRsaKey,
  ...takesCbc,
  ...takesExport,
  ...takesFiniteFieldDh,
  ...takesNull,
  ...takesRc4,
  ...takesSsl2,
  ...takesStaticRsa,
  ...takesTls10,
  ...takesTls11,
  ...takesTripleDes,
  ...tls11AtMost,
]
