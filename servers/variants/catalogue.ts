import type { Variant } from '../bugs/bug.ts'
import { feedsPlaintextToTls } from './smtp/feeds-plaintext-to-tls.ts'
import { discardsLatePlaintext } from './smtp/discards-late-plaintext.ts'
import { refusesPipelinedStarttls } from './smtp/refuses-pipelined-starttls.ts'
import { closesOnPipelinedStarttls } from './smtp/closes-on-pipelined-starttls.ts'
import { resetsOnPipelinedStarttls } from './smtp/resets-on-pipelined-starttls.ts'
import { answers554AfterFailedHandshake } from './smtp/answers-554-after-failed-handshake.ts'
import { resetsAfterFailedHandshake } from './smtp/resets-after-failed-handshake.ts'
import { withoutEnhancedCodes } from './smtp/without-enhanced-codes.ts'
import { takesMailWithoutEhlo } from './smtp/takes-mail-without-ehlo.ts'
import { refusesStarttlsBeforeEhlo } from './smtp/refuses-starttls-before-ehlo.ts'
import { refusesStarttlsInTransaction } from './smtp/refuses-starttls-in-transaction.ts'
import { refusesStarttlsAfterLogin } from './smtp/refuses-starttls-after-login.ts'
import { lowerCaseKeywords } from './smtp/lower-case-keywords.ts'
import { splitWrites } from './smtp/split-writes.ts'
import { tarpit } from './smtp/tarpit.ts'
import { noExtensionsInsideTls } from './smtp/no-extensions-inside-tls.ts'
import { tls13Only } from './smtp/tls-1-3-only.ts'
import { tls12Only } from './smtp/tls-1-2-only.ts'
import { refusesBareLf } from './smtp/refuses-bare-lf.ts'
import { greetsInTwoLines } from './smtp/greets-in-two-lines.ts'
import { tlsInsideTls } from './smtp/tls-inside-tls.ts'
import { refusesMailAtRcpt } from './smtp/refuses-mail-at-rcpt.ts'
import { closesOnStrangers } from './smtp/closes-on-strangers.ts'
import { resetOnStrangers } from './smtp/reset-on-strangers.ts'
import { otherRefusalsBeforeTls } from './smtp/other-refusals-before-tls.ts'
import { takesOldTls } from './smtp/takes-old-tls.ts'
import { takesAnonymousSuites } from './smtp/takes-anonymous-suites.ts'
import { refusesForeignCertificates } from './smtp/refuses-foreign-certificates.ts'
import { offersNoExternal } from './smtp/offers-no-external.ts'

/** Every variant of the SMTP and submission servers. */
export const variants: readonly Variant[] = [
  feedsPlaintextToTls,
  discardsLatePlaintext,
  refusesPipelinedStarttls,
  closesOnPipelinedStarttls,
  resetsOnPipelinedStarttls,
  answers554AfterFailedHandshake,
  resetsAfterFailedHandshake,
  withoutEnhancedCodes,
  takesMailWithoutEhlo,
  refusesStarttlsBeforeEhlo,
  refusesStarttlsInTransaction,
  refusesStarttlsAfterLogin,
  lowerCaseKeywords,
  splitWrites,
  tarpit,
  noExtensionsInsideTls,
  tls13Only,
  tls12Only,
  refusesBareLf,
  greetsInTwoLines,
  tlsInsideTls,
  refusesMailAtRcpt,
  closesOnStrangers,
  resetOnStrangers,
  otherRefusalsBeforeTls,
  takesOldTls,
  takesAnonymousSuites,
  refusesForeignCertificates,
  offersNoExternal,
]
