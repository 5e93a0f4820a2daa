import type { Bug } from '../bug.ts'
import {
  certificatesForAnotherHost,
  certificatesForTheDomainOnly,
  certificatesWithoutIssuer,
  certificatesWithPartialWildcards,
  expiredCertificates,
} from './certificates.ts'
import { noSrv, noSrvForPop3, noSrvForSubmission } from './no-srv.ts'
import { oldTlsOnOnePort } from './old-tls-on-one-port.ts'
import { onlyAnAddress } from './only-an-address.ts'
import {
  passwordsInCleartextOnImap,
  passwordsInCleartextOnPop3,
  passwordsInCleartextOnPort25,
  passwordsInCleartextOnSubmission,
} from './passwords-in-cleartext.ts'
import { imapWithoutImplicitTls, imapWithoutStarttls, noTlsOnPop3 } from './services-without-tls.ts'
import { srvToAlias, srvToClosedPort, srvToNowhere, srvToOtherPort } from './srv-leads-astray.ts'
import { noTlsa, staleTlsa } from './tlsa.ts'
import { unsignedSrv, unsignedTlsa, unsignedZone } from './unsigned.ts'
import { cleartextBeforeStarttls, cleartextFirst, equalPriorities, starttlsBeforeImplicit } from './wrong-priorities.ts'

/** Those of the operator: DNS, and what is served where. */
export const operatorBugs: readonly Bug[] = [
  noSrv,
  noSrvForPop3,
  noSrvForSubmission,
  srvToAlias,
  srvToNowhere,
  srvToClosedPort,
  srvToOtherPort,
  starttlsBeforeImplicit,
  equalPriorities,
  cleartextFirst,
  cleartextBeforeStarttls,
  noTlsOnPop3,
  imapWithoutImplicitTls,
  imapWithoutStarttls,
  passwordsInCleartextOnImap,
  passwordsInCleartextOnPop3,
  passwordsInCleartextOnSubmission,
  passwordsInCleartextOnPort25,
  oldTlsOnOnePort,
  expiredCertificates,
  certificatesWithoutIssuer,
  certificatesForAnotherHost,
  certificatesForTheDomainOnly,
  certificatesWithPartialWildcards,
  onlyAnAddress,
  unsignedZone,
  unsignedSrv,
  unsignedTlsa,
  staleTlsa,
  noTlsa,
]
