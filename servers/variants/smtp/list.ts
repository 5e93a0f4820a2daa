import type { Variant } from '../../bugs/bug.ts'
import { feedsPlaintextToTls } from './feeds-plaintext-to-tls.ts'
import { discardsLatePlaintext } from './discards-late-plaintext.ts'
import { refusesPipelinedStarttls } from './refuses-pipelined-starttls.ts'
import { closesOnPipelinedStarttls } from './closes-on-pipelined-starttls.ts'
import { resetsOnPipelinedStarttls } from './resets-on-pipelined-starttls.ts'
import { answers554AfterFailedHandshake } from './answers-554-after-failed-handshake.ts'
import { resetsAfterFailedHandshake } from './resets-after-failed-handshake.ts'
import { withoutEnhancedCodes } from './without-enhanced-codes.ts'
import { takesMailWithoutEhlo } from './takes-mail-without-ehlo.ts'
import { wantsEhloBeforeAuth } from './wants-ehlo-before-auth.ts'
import { refusesStarttlsBeforeEhlo } from './refuses-starttls-before-ehlo.ts'
import { refusesStarttlsInTransaction } from './refuses-starttls-in-transaction.ts'
import { takesDataWithoutRcpt } from './takes-data-without-rcpt.ts'
import { takesRecipientsInsideTls } from './takes-recipients-inside-tls.ts'
import { refusesStarttlsAfterLogin } from './refuses-starttls-after-login.ts'
import { takesEachLogin } from './takes-each-login.ts'
import { lowerCaseKeywords } from './lower-case-keywords.ts'
import { splitWrites } from './split-writes.ts'
import { tarpit } from './tarpit.ts'
import { noExtensionsInsideTls } from './no-extensions-inside-tls.ts'
import { tls13Only } from './tls-1-3-only.ts'
import { tls12Only } from './tls-1-2-only.ts'
import { refusesBareLf } from './refuses-bare-lf.ts'
import { greetsInTwoLines } from './greets-in-two-lines.ts'
import { tlsInsideTls } from './tls-inside-tls.ts'
import { refusesMailAtRcpt } from './refuses-mail-at-rcpt.ts'
import { refusesMailWith550 } from './refuses-mail-with-550.ts'
import { closesOnStrangers } from './closes-on-strangers.ts'
import { resetOnStrangers } from './reset-on-strangers.ts'
import { otherRefusalsBeforeTls } from './other-refusals-before-tls.ts'
import { missesRecipientsBeforeTls } from './misses-recipients-before-tls.ts'
import { looksAtTheMechanismFirst } from './looks-at-the-mechanism-first.ts'
import { takesOldTls } from './takes-old-tls.ts'
import { takesAnonymousSuites } from './takes-anonymous-suites.ts'
import { refusesForeignCertificates } from './refuses-foreign-certificates.ts'
import { offersNoExternal } from './offers-no-external.ts'
import { countsErrors } from './counts-errors.ts'

/** Those of SMTP and submission that RFC 3207 is about. */
export const smtpVariants: readonly Variant[] = [
  feedsPlaintextToTls,
  discardsLatePlaintext,
  refusesPipelinedStarttls,
  closesOnPipelinedStarttls,
  resetsOnPipelinedStarttls,
  answers554AfterFailedHandshake,
  resetsAfterFailedHandshake,
  withoutEnhancedCodes,
  takesMailWithoutEhlo,
  wantsEhloBeforeAuth,
  refusesStarttlsBeforeEhlo,
  refusesStarttlsInTransaction,
  takesDataWithoutRcpt,
  takesRecipientsInsideTls,
  refusesStarttlsAfterLogin,
  takesEachLogin,
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
  refusesMailWith550,
  closesOnStrangers,
  resetOnStrangers,
  otherRefusalsBeforeTls,
  missesRecipientsBeforeTls,
  looksAtTheMechanismFirst,
  takesOldTls,
  takesAnonymousSuites,
  refusesForeignCertificates,
  offersNoExternal,
  countsErrors,
]
