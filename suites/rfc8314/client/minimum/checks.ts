import type { Check } from '../../../../harness/check.ts'
import { defaultDemandsTls, defaultTlsVersion, defaultValidates } from './by-default.ts'
import { demandPerAccount } from './demand-per-account.ts'
import { confidentialityNotShown, confidentialityShown } from './indication.ts'
import { demandCanBeDropped, starttlsWhereOffered, warnings } from './without-demand.ts'
import { withoutTlsChecks } from './without-tls.ts'

/** What accounts demand, and what their users are told of it (RFC 8314, sections 5 and 5.2). */
export const minimumChecks: readonly Check[] = [
  ...withoutTlsChecks,
  defaultDemandsTls,
  defaultValidates,
  defaultTlsVersion,
  demandPerAccount,
  demandCanBeDropped,
  ...warnings,
  starttlsWhereOffered,
  confidentialityShown,
  ...confidentialityNotShown,
]
