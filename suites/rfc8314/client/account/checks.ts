import type { Check } from '../../../../harness/check.ts'
import { accountDemandsTls12, accountValidates } from './account-validates.ts'
import { protocolKept, srvAfterFailure } from './after-failure.ts'
import { changedRecordsUnfollowed, srvLookedUpLater } from './changed-records.ts'
import { cleartextServicesIgnored } from './cleartext-services-ignored.ts'
import { foreignTargetAsked, foreignTargetUnused } from './foreign-target.ts'
import { noLoginTestWithoutTls } from './no-login-test-without-tls.ts'
import { noPinLater } from './no-pin-later.ts'
import { otherDiscovery } from './other-discovery.ts'
import { pinCanBeUndone } from './pin-can-be-undone.ts'
import { pinHoldsForOneCertificate } from './pin-holds-for-one.ts'
import { pinBelowMinimum, pinNotConfidential } from './pin-is-less.ts'
import { pinOfOneAccount } from './pin-of-one-account.ts'
import { pinning } from './pinning.ts'
import { priorityBetweenProtocols, weightBetweenProtocols } from './priority-between-protocols.ts'
import { referenceNames } from './reference-names.ts'
import { serviceNotOffered } from './service-not-offered.ts'
import { signedForeignTarget } from './signed-foreign-target.ts'
import { srvDiscovery } from './srv-discovery.ts'
import { srvId, srvIdOfAnother } from './srv-id.ts'
import { srvOrder } from './srv-order.ts'
import { srvSubmissions } from './srv-submissions.ts'
import { tlsAvailable } from './tls-available.ts'
import { tlsDemandedAfterSetUp } from './tls-demanded-after-set-up.ts'
import { addressFirst, detailsKept, localPartNext } from './user-names.ts'
import { warningBeforeCleartext, warningBeforeTest } from './warning-before-cleartext.ts'

/** The checks of accounts that a client sets up from an address. */
export const accountClientChecks: readonly Check[] = [
  srvDiscovery,
  srvSubmissions,
  otherDiscovery,
  cleartextServicesIgnored,
  serviceNotOffered,
  priorityBetweenProtocols,
  weightBetweenProtocols,
  srvOrder,
  foreignTargetUnused,
  foreignTargetAsked,
  signedForeignTarget,
  referenceNames,
  srvId,
  srvIdOfAnother,
  noLoginTestWithoutTls,
  warningBeforeCleartext,
  warningBeforeTest,
  addressFirst,
  localPartNext,
  detailsKept,
  tlsDemandedAfterSetUp,
  accountValidates,
  accountDemandsTls12,
  changedRecordsUnfollowed,
  srvLookedUpLater,
  srvAfterFailure,
  protocolKept,
  tlsAvailable,
  pinning,
  pinHoldsForOneCertificate,
  noPinLater,
  pinOfOneAccount,
  pinCanBeUndone,
  pinBelowMinimum,
  pinNotConfidential,
]
