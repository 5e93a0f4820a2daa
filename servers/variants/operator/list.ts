import type { Variant } from '../../bugs/bug.ts'
import { certificatesForTheHostOnly, wildcardCertificates } from './certificates.ts'
import { mxElsewhere, noMx, nullMx } from './mail-exchangers.ts'
import { oldTlsWithoutLogin } from './old-tls-without-login.ts'
import { noPreference, oneOfTwoServersIsDown, severalTargets, srvByAlias } from './targets.ts'
import { tlsaBySha512, tlsaOfTheIssuer, tlsaOfTwoKeys, tlsaWithTls13Only } from './tlsa.ts'
import { unsignedParent } from './unsigned-parent.ts'
import { implicitTlsOnly, pop3NotAdvertised, saysNotOffered, withoutPop3 } from './what-is-offered.ts'

/** Those of the operator: DNS, and what is served where. */
export const operatorVariants: readonly Variant[] = [
  severalTargets,
  oneOfTwoServersIsDown,
  srvByAlias,
  noPreference,
  implicitTlsOnly,
  saysNotOffered,
  withoutPop3,
  pop3NotAdvertised,
  noMx,
  nullMx,
  mxElsewhere,
  unsignedParent,
  tlsaOfTheIssuer,
  tlsaBySha512,
  tlsaOfTwoKeys,
  tlsaWithTls13Only,
  wildcardCertificates,
  certificatesForTheHostOnly,
  oldTlsWithoutLogin,
]
