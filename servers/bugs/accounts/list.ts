import type { Bug } from '../bug.ts'
import {
  logsCertificatesInOnImaps,
  logsCertificatesInOnPop3s,
  opensMailboxOnImaps,
  opensMailboxOnPop3s,
  takesMailFromCertificates,
} from './certificate-instead-of-login.ts'
import {
  letsExternalInAsAnybody,
  letsExternalInWithAnyCertificate,
  letsExternalInWithoutCertificate,
} from './external.ts'
import { goesOnWithoutTls } from './goes-on-without-tls.ts'
import { greetsAnybodyWithPreauth, greetsAnybodyWithPreauthByDefault } from './greets-anybody-with-preauth.ts'
import { listsPlainBeforeTls, listsSaslLoginBeforeTls } from './lists-mechanism-before-tls.ts'
import { hidesLogindisabled, listsLogindisabledInsideTls } from './logindisabled.ts'
import { offersNoPlain } from './offers-no-plain.ts'
import {
  acceptsTheAsterisk,
  asksForExternalWithText,
  asksWithText,
  decodesTheAsterisk,
  needsAnInitialResponse,
} from './sasl-exchanges.ts'
import {
  hasNoAuthOnSubmission,
  hasNoAuthOnSubmissions,
  refusesSubmissionWith550,
  refusesSubmissionWith571,
} from './submission-refusals.ts'
import {
  greylistsBeforeLogin,
  refusesSubmissionAtRcpt,
  relaysForAnybodyOnSubmission,
  relaysForAnybodyOnSubmissions,
  takesLocalMailOnSubmission,
  takesLocalMailOnSubmissions,
} from './submission-without-login.ts'
import { takesLoginBeforeTls, takesUserBeforeTls } from './takes-login-before-tls.ts'
import {
  takesPasswordsByDefault,
  takesPlainAtOnceBeforeTls,
  takesPlainBeforeTls,
  takesSaslLoginBeforeTls,
} from './takes-mechanism-before-tls.ts'
import { tellsTheRightApop, tellsTheRightCramMd5 } from './tells-the-right-digest.ts'
import { closesOnTheRightPassword, takesTheLoginBack, tellsTheRightPassword } from './tells-the-right-password.ts'
import { tellsUnknownUsers } from './tells-unknown-users.ts'

/** Those of logging in: passwords, SASL, client certificates. */
export const accountsBugs: readonly Bug[] = [
  ...tellsTheRightPassword,
  ...closesOnTheRightPassword,
  takesTheLoginBack,
  tellsTheRightApop,
  tellsTheRightCramMd5,
  ...takesPlainBeforeTls,
  ...takesSaslLoginBeforeTls,
  ...takesPlainAtOnceBeforeTls,
  takesPasswordsByDefault,
  ...listsPlainBeforeTls,
  ...listsSaslLoginBeforeTls,
  takesLoginBeforeTls,
  takesUserBeforeTls,
  hidesLogindisabled,
  listsLogindisabledInsideTls,
  ...goesOnWithoutTls,
  ...offersNoPlain,
  ...decodesTheAsterisk,
  acceptsTheAsterisk,
  ...asksWithText,
  ...asksForExternalWithText,
  ...needsAnInitialResponse,
  tellsUnknownUsers,
  takesMailFromCertificates,
  logsCertificatesInOnImaps,
  logsCertificatesInOnPop3s,
  opensMailboxOnImaps,
  opensMailboxOnPop3s,
  greetsAnybodyWithPreauth,
  greetsAnybodyWithPreauthByDefault,
  ...letsExternalInWithoutCertificate,
  ...letsExternalInWithAnyCertificate,
  ...letsExternalInAsAnybody,
  refusesSubmissionAtRcpt,
  greylistsBeforeLogin,
  takesLocalMailOnSubmission,
  takesLocalMailOnSubmissions,
  relaysForAnybodyOnSubmission,
  relaysForAnybodyOnSubmissions,
  refusesSubmissionWith550,
  refusesSubmissionWith571,
  hasNoAuthOnSubmission,
  hasNoAuthOnSubmissions,
]
