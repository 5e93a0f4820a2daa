import type { Variant } from '../../bugs/bug.ts'
import { closesAfterFailedLogins, delaysFailedLogins, quotesSessionIds } from './failed-logins.ts'
import { greetsWithPreauth } from './greets-with-preauth.ts'
import { hangsUpOnStrangers } from './hangs-up-on-strangers.ts'
import { asksWithABarePlus, withoutSaslIr } from './imap-sasl.ts'
import { listsExternalToAnybody } from './lists-external-to-anybody.ts'
import { locksTheMaildrop, locksTheMaildropInWords, locksTheMaildropOnPop3s } from './locks-the-maildrop.ts'
import { defersMail, defersMailOnSubmission, notReadyAtFirst, notReadyWithoutACode } from './not-ready-at-first.ts'
import { offersApop } from './offers-apop.ts'
import { offersCramMd5 } from './offers-cram-md5.ts'
import { quotesHashesOfUsers, quotesUsersInCapitals } from './quotes-the-user.ts'
import { refusesUserAtOnce, refusesWith538 } from './refuses-at-once.ts'
import { refusesBehindThePassword } from './refuses-behind-the-password.ts'
import { twoServers, twoServersBehindAProxy } from './two-servers.ts'
import { withoutLoginCommand } from './without-login-command.ts'
import { withoutUserCommand } from './without-user-command.ts'

/** Those of logging in: passwords, SASL, client certificates. */
export const accountsVariants: readonly Variant[] = [
  ...quotesSessionIds,
  ...closesAfterFailedLogins,
  ...delaysFailedLogins,
  ...twoServers,
  ...twoServersBehindAProxy,
  quotesUsersInCapitals,
  quotesHashesOfUsers,
  ...notReadyAtFirst,
  ...notReadyWithoutACode,
  locksTheMaildrop,
  locksTheMaildropInWords,
  locksTheMaildropOnPop3s,
  defersMail,
  defersMailOnSubmission,
  refusesWith538,
  refusesUserAtOnce,
  ...refusesBehindThePassword,
  withoutUserCommand,
  withoutLoginCommand,
  withoutSaslIr,
  asksWithABarePlus,
  offersApop,
  offersCramMd5,
  greetsWithPreauth,
  ...hangsUpOnStrangers,
  ...listsExternalToAnybody,
]
