import type { ClientBug } from '../bug.ts'
import {
  demandsNothingByDefault,
  hasOneDemandForAll,
  takesOldTlsByDefault,
  takesOldTlsWithStaticRsaByDefault,
  validatesNothingByDefault,
} from './by-default.ts'
import {
  sendsApopBeforeTls,
  sparesImap2Servers,
  takesHeloForLeave,
  takesNoListForLeave,
  takesPreauthForLeave,
} from './downgraded.ts'
import {
  comesBackWithoutTls,
  losesPatienceWithTls,
  prefersCleartextToABadCertificate,
  prefersCleartextToOldTls,
  takesPlaintextForLeave,
} from './handshake.ts'
import {
  endsTcpWithoutAlert,
  goesOnBesideTls,
  knowsNoStarttls,
  logsInBehindPreauth,
  speaksBeforeTls,
  worksBeforeLogin,
} from './implicit.ts'
import {
  asksTwiceAndTakesTlsForGranted,
  doesWithoutStarttls,
  showsItsPasswordWhereRefused,
  takesNonsenseForLeave,
  takesRefusalForLeave,
  takesUnknownForLeave,
  warnsAndDoesWithoutStarttls,
} from './stripped.ts'
import {
  callsAnyTlsConfidential,
  callsCleartextConfidential,
  callsOldTlsConfidential,
  callsOldTlsWithStaticRsaConfidential,
  leavesStarttlsAside,
  tellsNobodyOfTls,
  warnsNobody,
  warnsOfCleartextOnly,
} from './without-demand.ts'

/** Faults in what a client demands of its connections, in what it tells of them, and in sessions where TLS comes first. */
export const minimumBugs: readonly ClientBug[] = [
  ...doesWithoutStarttls,
  showsItsPasswordWhereRefused,
  ...warnsAndDoesWithoutStarttls,
  ...takesRefusalForLeave,
  ...takesUnknownForLeave,
  ...takesNonsenseForLeave,
  ...asksTwiceAndTakesTlsForGranted,
  takesHeloForLeave,
  ...takesNoListForLeave,
  sparesImap2Servers,
  takesPreauthForLeave,
  sendsApopBeforeTls,
  ...takesPlaintextForLeave,
  ...comesBackWithoutTls,
  ...losesPatienceWithTls,
  ...prefersCleartextToABadCertificate,
  ...prefersCleartextToOldTls,
  ...demandsNothingByDefault,
  ...validatesNothingByDefault,
  ...takesOldTlsByDefault,
  ...takesOldTlsWithStaticRsaByDefault,
  ...hasOneDemandForAll,
  ...warnsNobody,
  ...warnsOfCleartextOnly,
  ...leavesStarttlsAside,
  ...tellsNobodyOfTls,
  ...callsCleartextConfidential,
  ...callsOldTlsConfidential,
  ...callsOldTlsWithStaticRsaConfidential,
  ...callsAnyTlsConfidential,
  ...speaksBeforeTls,
  ...goesOnBesideTls,
  ...worksBeforeLogin,
  logsInBehindPreauth,
  knowsNoStarttls,
  ...endsTcpWithoutAlert,
]
