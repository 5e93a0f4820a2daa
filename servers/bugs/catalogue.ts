import type { Bug } from './bug.ts'
import { obeysInjectedLines } from './smtp/obeys-injected-lines.ts'
import { obeysInjectedLinesOnSubmission } from './smtp/obeys-injected-lines-on-submission.ts'
import { obeysOneSegment } from './smtp/obeys-one-segment.ts'
import { keepsPartialLine } from './smtp/keeps-partial-line.ts'
import { executesEhloInCleartext } from './smtp/executes-ehlo-in-cleartext.ts'
import { executesLinesInCleartext } from './smtp/executes-lines-in-cleartext.ts'
import { obeysLateLines } from './smtp/obeys-late-lines.ts'
import { purgesOnlyBehindCrlf } from './smtp/purges-only-behind-crlf.ts'
import { purgesOnlyWholeSegments } from './smtp/purges-only-whole-segments.ts'
import { remembersInjectedTransaction } from './smtp/remembers-injected-transaction.ts'
import { purgesOneLine } from './smtp/purges-one-line.ts'
import { purges4096Bytes } from './smtp/purges-4096-bytes.ts'
import { keepsEhlo } from './smtp/keeps-ehlo.ts'
import { keepsTransaction } from './smtp/keeps-transaction.ts'
import { keepsTransactionOverEhlo } from './smtp/keeps-transaction-over-ehlo.ts'
import { keepsNestedMail } from './smtp/keeps-nested-mail.ts'
import { keepsLogin } from './smtp/keeps-login.ts'
import { keepsLoginOnSubmission } from './smtp/keeps-login-on-submission.ts'
import { refusesSecondLogin } from './smtp/refuses-second-login.ts'
import { greetsTwice } from './smtp/greets-twice.ts'
import { listsStarttlsInsideTls } from './smtp/lists-starttls-inside-tls.ts'
import { listsStarttlsInsideTlsOnSubmission } from './smtp/lists-starttls-inside-tls-on-submission.ts'
import { listsStarttlsAfterRset } from './smtp/lists-starttls-after-rset.ts'
import { keywordWithParameter } from './smtp/keyword-with-parameter.ts'
import { takesParameter } from './smtp/takes-parameter.ts'
import { takesParameterOnSubmission } from './smtp/takes-parameter-on-submission.ts'
import { knowsStarttlsInCapitals } from './smtp/knows-starttls-in-capitals.ts'
import { says250ToStarttls } from './smtp/says-250-to-starttls.ts'
import { always454 } from './smtp/always-454.ts'
import { closesBehindGoAhead } from './smtp/closes-behind-go-ahead.ts'
import { abortsHandshakes } from './smtp/aborts-handshakes.ts'
import { offersWithoutCertificate } from './smtp/offers-without-certificate.ts'
import { offersWithoutCertificateOnSubmission } from './smtp/offers-without-certificate-on-submission.ts'
import { oneTlsFlagForAll } from './smtp/one-tls-flag-for-all.ts'
import { losesSessionOnSecondStarttls } from './smtp/loses-session-on-second-starttls.ts'
import { startsTlsTwice } from './smtp/starts-tls-twice.ts'
import { verifiesUsersBeforeTls } from './smtp/verifies-users-before-tls.ts'
import { refusesWith550 } from './smtp/refuses-with-550.ts'
import { takesMailBeforeTls } from './smtp/takes-mail-before-tls.ts'
import { asksForLoginBeforeTls } from './smtp/asks-for-login-before-tls.ts'
import { with530With551 } from './smtp/530-with-5-5-1.ts'
import { with530WithoutEnhancedCode } from './smtp/530-without-enhanced-code.ts'
import { with220WithoutEnhancedCode } from './smtp/220-without-enhanced-code.ts'
import { enhancedCodeOfAnotherClass } from './smtp/enhanced-code-of-another-class.ts'
import { mxRequiresTls } from './smtp/mx-requires-tls.ts'
import { mxDefersWithoutTls } from './smtp/mx-defers-without-tls.ts'
import { knowsOnlyAlways } from './smtp/knows-only-always.ts'
import { knowsOnlyNever } from './smtp/knows-only-never.ts'
import { ignoresTlsPerHost } from './smtp/ignores-tls-per-host.ts'
import { ignoresItsOwnPolicy } from './smtp/ignores-its-own-policy.ts'
import { trustsAnyCertificate } from './smtp/trusts-any-certificate.ts'
import { trustsAnyCertificateOnSubmission } from './smtp/trusts-any-certificate-on-submission.ts'
import { refusesWeakSecurityAtMail } from './smtp/refuses-weak-security-at-mail.ts'
import { refusesWeakSecurityWith550 } from './smtp/refuses-weak-security-with-550.ts'
import { with554ToQuit } from './smtp/554-to-quit.ts'

/** Every bug of the SMTP and submission servers. */
export const bugs: readonly Bug[] = [
  obeysInjectedLines,
  obeysInjectedLinesOnSubmission,
  obeysOneSegment,
  keepsPartialLine,
  executesEhloInCleartext,
  executesLinesInCleartext,
  obeysLateLines,
  purgesOnlyBehindCrlf,
  purgesOnlyWholeSegments,
  remembersInjectedTransaction,
  purgesOneLine,
  purges4096Bytes,
  keepsEhlo,
  keepsTransaction,
  keepsTransactionOverEhlo,
  keepsNestedMail,
  keepsLogin,
  keepsLoginOnSubmission,
  refusesSecondLogin,
  greetsTwice,
  listsStarttlsInsideTls,
  listsStarttlsInsideTlsOnSubmission,
  listsStarttlsAfterRset,
  keywordWithParameter,
  takesParameter,
  takesParameterOnSubmission,
  knowsStarttlsInCapitals,
  says250ToStarttls,
  always454,
  closesBehindGoAhead,
  abortsHandshakes,
  offersWithoutCertificate,
  offersWithoutCertificateOnSubmission,
  oneTlsFlagForAll,
  losesSessionOnSecondStarttls,
  startsTlsTwice,
  verifiesUsersBeforeTls,
  refusesWith550,
  takesMailBeforeTls,
  asksForLoginBeforeTls,
  with530With551,
  with530WithoutEnhancedCode,
  with220WithoutEnhancedCode,
  enhancedCodeOfAnotherClass,
  mxRequiresTls,
  mxDefersWithoutTls,
  knowsOnlyAlways,
  knowsOnlyNever,
  ignoresTlsPerHost,
  ignoresItsOwnPolicy,
  trustsAnyCertificate,
  trustsAnyCertificateOnSubmission,
  refusesWeakSecurityAtMail,
  refusesWeakSecurityWith550,
  with554ToQuit,
]
