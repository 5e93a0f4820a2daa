import type { Check } from '../../../harness/check.ts'
import { submissionOffersAuth, submissionsOffersAuth } from './auth-offered.ts'
import { barredUserSameRefusal } from './barred-user-same-refusal.ts'
import { certificateEnablesExternal } from './certificate-enables-external.ts'
import { cleartextLoginRefused } from './cleartext-login-refused.ts'
import { cleartextMechanismsHidden, listedIsPermitted } from './cleartext-mechanisms-hidden.ts'
import { cleartextMechanismsRefused } from './cleartext-mechanisms-refused.ts'
import { externalEmptyChallenge, plainEmptyChallenge } from './empty-challenge.ts'
import { endsWithTls } from './ends-with-tls.ts'
import { externalAsSomebodyElse, externalNeedsCertificate, externalNeedsMapping } from './external-refused.ts'
import { loginDemandedBy530 } from './login-demanded-by-530.ts'
import { imapLoginStillDue, pop3LoginStillDue } from './login-still-due.ts'
import { logindisabled } from './logindisabled.ts'
import { mailNeedsLogin } from './mail-needs-login.ts'
import { mechanismsAroundTls } from './mechanisms-around-tls.ts'
import { noMechanismsByDefault } from './no-mechanisms-by-default.ts'
import { noOpenRelay } from './no-open-relay.ts'
import { plainInsideTls } from './plain-inside-tls.ts'
import { plainNeedsTls } from './plain-needs-tls.ts'
import { noPreauthByDefault, preauth, preauthNeedsCertificate } from './preauth.ts'
import { saslCancel } from './sasl-cancel.ts'
import { submissionNeedsLogin, submissionsNeedsLogin } from './submission-needs-login.ts'
import { userBarred } from './user-barred.ts'
import { wrongCredentialsAlike } from './wrong-credentials-alike.ts'

/** Logging in: passwords in cleartext, SASL, client certificates. */
export const accountsChecks: readonly Check[] = [
  barredUserSameRefusal,
  userBarred,
  cleartextMechanismsRefused,
  cleartextMechanismsHidden,
  listedIsPermitted,
  plainNeedsTls,
  cleartextLoginRefused,
  logindisabled,
  noMechanismsByDefault,
  endsWithTls,
  plainInsideTls,
  plainEmptyChallenge,
  saslCancel,
  wrongCredentialsAlike,
  mechanismsAroundTls,
  certificateEnablesExternal,
  preauth,
  preauthNeedsCertificate,
  noPreauthByDefault,
  imapLoginStillDue,
  pop3LoginStillDue,
  externalEmptyChallenge,
  externalNeedsCertificate,
  externalNeedsMapping,
  externalAsSomebodyElse,
  submissionOffersAuth,
  submissionsOffersAuth,
  mailNeedsLogin,
  submissionNeedsLogin,
  submissionsNeedsLogin,
  noOpenRelay,
  loginDemandedBy530,
]
