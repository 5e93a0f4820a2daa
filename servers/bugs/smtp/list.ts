import type { Bug } from '../bug.ts'
import { obeysInjectedLines } from './obeys-injected-lines.ts'
import { obeysInjectedLinesOnSubmission } from './obeys-injected-lines-on-submission.ts'
import { obeysOneSegment } from './obeys-one-segment.ts'
import { purgesNoGroups } from './purges-no-groups.ts'
import { endsLinesAtBareCr } from './ends-lines-at-bare-cr.ts'
import { keepsLateHalfLine } from './keeps-late-half-line.ts'
import { keepsPartialLine } from './keeps-partial-line.ts'
import { executesEhloInCleartext } from './executes-ehlo-in-cleartext.ts'
import { executesLinesInCleartext } from './executes-lines-in-cleartext.ts'
import { obeysLateLines } from './obeys-late-lines.ts'
import { purgesOnlyBehindCrlf } from './purges-only-behind-crlf.ts'
import { purgesOnlyWholeSegments } from './purges-only-whole-segments.ts'
import { remembersInjectedTransaction } from './remembers-injected-transaction.ts'
import { purgesOneLine } from './purges-one-line.ts'
import { purges4096Bytes } from './purges-4096-bytes.ts'
import { keepsEhlo } from './keeps-ehlo.ts'
import { keepsEhloOnSubmission } from './keeps-ehlo-on-submission.ts'
import { keepsTransaction } from './keeps-transaction.ts'
import { keepsTransactionOverEhlo } from './keeps-transaction-over-ehlo.ts'
import { keepsNestedMail } from './keeps-nested-mail.ts'
import { keepsRecipients } from './keeps-recipients.ts'
import { keepsLogin } from './keeps-login.ts'
import { keepsLoginAndRefusesWith550 } from './keeps-login-and-refuses-with-550.ts'
import { keepsLoginOnSubmission } from './keeps-login-on-submission.ts'
import { refusesSecondLogin } from './refuses-second-login.ts'
import { knowsLoginThatNobodyNeeds } from './knows-login-that-nobody-needs.ts'
import { greetsTwice, listsExtensionsUnasked } from './greets-twice.ts'
import { hangsUpOnSecondStarttls } from './hangs-up-on-second-starttls.ts'
import { leavesTlsOnSecondStarttls } from './leaves-tls-on-second-starttls.ts'
import { listsStarttlsInsideTls } from './lists-starttls-inside-tls.ts'
import { listsStarttlsInsideTlsOnSubmission } from './lists-starttls-inside-tls-on-submission.ts'
import { listsStarttlsOnSubmissions } from './lists-starttls-on-submissions.ts'
import { listsStarttlsAfterRset } from './lists-starttls-after-rset.ts'
import { keywordWithParameter } from './keyword-with-parameter.ts'
import { takesParameter } from './takes-parameter.ts'
import { takesParameterOnSubmission } from './takes-parameter-on-submission.ts'
import { knowsStarttlsInCapitals } from './knows-starttls-in-capitals.ts'
import { says250ToStarttls } from './says-250-to-starttls.ts'
import { always454 } from './always-454.ts'
import { closesBehindGoAhead } from './closes-behind-go-ahead.ts'
import { abortsHandshakes } from './aborts-handshakes.ts'
import { offersWithoutCertificate } from './offers-without-certificate.ts'
import { offersWithoutCertificateOnSubmission } from './offers-without-certificate-on-submission.ts'
import { oneTlsFlagForAll } from './one-tls-flag-for-all.ts'
import { losesSessionOnSecondStarttls } from './loses-session-on-second-starttls.ts'
import { startsTlsTwice } from './starts-tls-twice.ts'
import { verifiesUsersBeforeTls } from './verifies-users-before-tls.ts'
import { refusesWith550 } from './refuses-with-550.ts'
import { takesMailBeforeTls } from './takes-mail-before-tls.ts'
import { takesMailBehindHelo } from './takes-mail-behind-helo.ts'
import { mindsVerbsInCapitals } from './minds-verbs-in-capitals.ts'
import { believesInTlsAfterFailedHandshake } from './believes-in-tls-after-failed-handshake.ts'
import { believesInTlsAfterFailedHandshakeOnSubmission } from './believes-in-tls-after-failed-handshake-on-submission.ts'
import { asksForLoginBeforeTls, takesPlainAtOnceBeforeTlsOnSubmission } from './asks-for-login-before-tls.ts'
import { asksForUserNameBeforeTls } from './asks-for-user-name-before-tls.ts'
import { readsAResponseBeforeTls } from './reads-a-response-before-tls.ts'
import { with530With551 } from './530-with-5-5-1.ts'
import { with530WithoutEnhancedCode } from './530-without-enhanced-code.ts'
import { with220WithoutEnhancedCode } from './220-without-enhanced-code.ts'
import { enhancedCodeOfAnotherClass } from './enhanced-code-of-another-class.ts'
import { mxRequiresTls } from './mx-requires-tls.ts'
import { mxDefersWithoutTls } from './mx-defers-without-tls.ts'
import { knowsOnlyAlways } from './knows-only-always.ts'
import { knowsOnlyNever } from './knows-only-never.ts'
import { ignoresTlsPerHost } from './ignores-tls-per-host.ts'
import { ignoresItsOwnPolicy } from './ignores-its-own-policy.ts'
import { trustsAnyCertificate } from './trusts-any-certificate.ts'
import { trustsAnyCertificateOnSubmission } from './trusts-any-certificate-on-submission.ts'
import { refusesWeakSecurityAtMail } from './refuses-weak-security-at-mail.ts'
import { refusesWeakSecurityWith550 } from './refuses-weak-security-with-550.ts'
import { with554ToQuit } from './554-to-quit.ts'

/** Those of SMTP and submission that RFC 3207 is about. */
export const smtpBugs: readonly Bug[] = [
  obeysInjectedLines,
  obeysInjectedLinesOnSubmission,
  obeysOneSegment,
  purgesNoGroups,
  endsLinesAtBareCr,
  keepsPartialLine,
  keepsLateHalfLine,
  executesEhloInCleartext,
  executesLinesInCleartext,
  obeysLateLines,
  purgesOnlyBehindCrlf,
  purgesOnlyWholeSegments,
  remembersInjectedTransaction,
  purgesOneLine,
  purges4096Bytes,
  keepsEhlo,
  keepsEhloOnSubmission,
  keepsTransaction,
  keepsTransactionOverEhlo,
  keepsNestedMail,
  keepsRecipients,
  keepsLogin,
  keepsLoginAndRefusesWith550,
  keepsLoginOnSubmission,
  refusesSecondLogin,
  knowsLoginThatNobodyNeeds,
  greetsTwice,
  listsExtensionsUnasked,
  listsStarttlsInsideTls,
  listsStarttlsInsideTlsOnSubmission,
  listsStarttlsOnSubmissions,
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
  hangsUpOnSecondStarttls,
  leavesTlsOnSecondStarttls,
  startsTlsTwice,
  verifiesUsersBeforeTls,
  refusesWith550,
  takesMailBeforeTls,
  takesMailBehindHelo,
  mindsVerbsInCapitals,
  believesInTlsAfterFailedHandshake,
  believesInTlsAfterFailedHandshakeOnSubmission,
  asksForLoginBeforeTls,
  takesPlainAtOnceBeforeTlsOnSubmission,
  asksForUserNameBeforeTls,
  readsAResponseBeforeTls,
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
