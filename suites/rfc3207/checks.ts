import type { Check } from '../../harness/check.ts'
import { authenticationForgotten } from './server/authentication-forgotten.ts'
import { decidesAfterHandshake } from './server/decides-after-handshake.ts'
import { ehloForgotten } from './server/ehlo-forgotten.ts'
import { enhancedCodes } from './server/enhanced-codes.ts'
import { extensionsAfterTls } from './server/extensions-after-tls.ts'
import { failedHandshakeAbort } from './server/failed-handshake-abort.ts'
import { failedHandshakeGarbage } from './server/failed-handshake-garbage.ts'
import { failedHandshakeVersion } from './server/failed-handshake-version.ts'
import { injectionBareLf } from './server/injection-bare-lf.ts'
import { injectionInCleartext } from './server/injection-in-cleartext.ts'
import { injectionLate } from './server/injection-late.ts'
import { injectionLong } from './server/injection-long.ts'
import { injectionPartialLine } from './server/injection-partial-line.ts'
import { injectionSameSegment } from './server/injection-same-segment.ts'
import { injectionSeveralLines } from './server/injection-several-lines.ts'
import { injectionSplitKeyword } from './server/injection-split-keyword.ts'
import { injectionTransaction } from './server/injection-transaction.ts'
import { mxTakesMailWithoutTls } from './server/mx-takes-mail-without-tls.ts'
import { noSecondGreeting } from './server/no-second-greeting.ts'
import { opportunistic } from './server/opportunistic.ts'
import { refusesByIdentity } from './server/refuses-by-identity.ts'
import { refusesWeakSecurityWith554 } from './server/refuses-weak-security-with-554.ts'
import { saslExternal } from './server/sasl-external.ts'
import { secondStarttls } from './server/second-starttls.ts'
import { starttlsBeforeEhlo } from './server/starttls-before-ehlo.ts'
import { starttlsEndsAGroup } from './server/starttls-ends-a-group.ts'
import { starttlsHiddenInsideTls } from './server/starttls-hidden-inside-tls.ts'
import { starttlsHiddenOnImplicitTls } from './server/starttls-hidden-on-implicit-tls.ts'
import { starttlsInTransaction } from './server/starttls-in-transaction.ts'
import { starttlsKeywordAlone } from './server/starttls-keyword-alone.ts'
import { starttlsLowerCase } from './server/starttls-lower-case.ts'
import { starttlsNeedsACertificate } from './server/starttls-needs-a-certificate.ts'
import { starttlsParameter } from './server/starttls-parameter.ts'
import { starttlsReplyCode } from './server/starttls-reply-code.ts'
import { starttlsWorks } from './server/starttls-works.ts'
import { submissionStarttls } from './server/submission-starttls.ts'
import { tlsPerHost } from './server/tls-per-host.ts'
import { tlsRequired530 } from './server/tls-required-530.ts'
import { tlsRequiredAfterFailure } from './server/tls-required-after-failure.ts'
import { tlsRequiredEnhancedCode } from './server/tls-required-enhanced-code.ts'
import { tlsRequiredOthers } from './server/tls-required-others.ts'
import { tlsStatePerConnection } from './server/tls-state-per-connection.ts'
import { transactionForgotten } from './server/transaction-forgotten.ts'
import { weakSuites } from './server/weak-suites.ts'

/** Every check of RFC 3207, in the order of their files. */
export const rfc3207Checks: readonly Check[] = [
  authenticationForgotten,
  decidesAfterHandshake,
  ehloForgotten,
  enhancedCodes,
  extensionsAfterTls,
  failedHandshakeAbort,
  failedHandshakeGarbage,
  failedHandshakeVersion,
  injectionBareLf,
  injectionInCleartext,
  injectionLate,
  injectionLong,
  injectionPartialLine,
  injectionSameSegment,
  injectionSeveralLines,
  injectionSplitKeyword,
  injectionTransaction,
  mxTakesMailWithoutTls,
  noSecondGreeting,
  opportunistic,
  refusesByIdentity,
  refusesWeakSecurityWith554,
  saslExternal,
  secondStarttls,
  starttlsBeforeEhlo,
  starttlsEndsAGroup,
  starttlsHiddenInsideTls,
  starttlsHiddenOnImplicitTls,
  starttlsInTransaction,
  starttlsKeywordAlone,
  starttlsLowerCase,
  starttlsNeedsACertificate,
  starttlsParameter,
  starttlsReplyCode,
  starttlsWorks,
  submissionStarttls,
  tlsPerHost,
  tlsRequired530,
  tlsRequiredAfterFailure,
  tlsRequiredEnhancedCode,
  tlsRequiredOthers,
  tlsStatePerConnection,
  transactionForgotten,
  weakSuites,
]
