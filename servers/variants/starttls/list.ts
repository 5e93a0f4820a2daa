import type { Variant } from '../../bugs/bug.ts'
import { discardsLatePlaintext } from '../smtp/discards-late-plaintext.ts'
import { feedsPlaintextToTls } from '../smtp/feeds-plaintext-to-tls.ts'
import { resetOnStrangers } from '../smtp/reset-on-strangers.ts'
import { resetsAfterFailedHandshake } from '../smtp/resets-after-failed-handshake.ts'
import { resetsOnPipelinedStarttls } from '../smtp/resets-on-pipelined-starttls.ts'
import { splitWrites } from '../smtp/split-writes.ts'
import { tarpit } from '../smtp/tarpit.ts'
import { tls12Only } from '../smtp/tls-1-2-only.ts'
import { tls13Only } from '../smtp/tls-1-3-only.ts'
import { closesOnPipelinedStarttlsOnImap, closesOnPipelinedStlsOnPop3 } from './closes-on-pipelined-starttls.ts'
import { goesOnAfterFailedHandshakeOnImap, goesOnAfterFailedHandshakeOnPop3 } from './goes-on-after-failed-handshake.ts'
import {
  greetsInShort,
  listsUnaskedAtLogin,
  listsUnaskedInsideTls,
  lowerCaseOnImap,
  stillHere,
} from './imap-chatter.ts'
import { hangsUpOnUnknownCommands } from './hangs-up-on-unknown-commands.ts'
import {
  imap4rev1ListsStarttlsAtLogin,
  imap4rev1ListsStarttlsForEver,
  imap4rev1Only,
  imap4rev1SaysNoToStarttls,
} from './imap4rev1.ts'
import { keepsUserOverStls } from './keeps-user-over-stls.ts'
import { onMailAccess } from './on-mail-access.ts'
import {
  closesOnUnknownCommands,
  greetsWithTimestamp,
  listsMuch,
  listsOnlyStls,
  lowerCaseKeywordsOnPop3,
  noopBeforeLogin,
  refusesArguments,
  tlsInsideTlsOnPop3,
} from './pop3-oddities.ts'
import { refusesBareLfOnImap, refusesBareLfOnPop3 } from './refuses-bare-lf.ts'
import { refusesPipelinedStarttlsOnImap, refusesPipelinedStlsOnPop3 } from './refuses-pipelined-starttls.ts'
import {
  closesOnStrangersOnImap,
  closesOnStrangersOnPop3,
  refusesStrangersAtLoginOnImap,
  refusesStrangersAtLoginOnPop3,
} from './strangers.ts'
import { takesParameterOnImap, takesParameterOnPop3 } from './takes-parameter.ts'
import {
  closesOnStarttlsAfterLoginOnImap,
  closesOnStlsAfterLoginOnPop3,
  forgetsLoginOnImap,
  forgetsLoginOnPop3,
} from './upgrade-after-login.ts'

/** Those of STARTTLS on IMAP and STLS on POP3. */
export const starttlsVariants: readonly Variant[] = [
  ...onMailAccess(feedsPlaintextToTls),
  ...onMailAccess(discardsLatePlaintext),
  refusesPipelinedStarttlsOnImap,
  refusesPipelinedStlsOnPop3,
  closesOnPipelinedStarttlsOnImap,
  closesOnPipelinedStlsOnPop3,
  ...onMailAccess(resetsOnPipelinedStarttls),
  goesOnAfterFailedHandshakeOnImap,
  goesOnAfterFailedHandshakeOnPop3,
  ...onMailAccess(resetsAfterFailedHandshake),
  refusesBareLfOnImap,
  refusesBareLfOnPop3,
  takesParameterOnImap,
  takesParameterOnPop3,
  forgetsLoginOnImap,
  forgetsLoginOnPop3,
  closesOnStarttlsAfterLoginOnImap,
  closesOnStlsAfterLoginOnPop3,
  keepsUserOverStls,
  closesOnStrangersOnImap,
  closesOnStrangersOnPop3,
  refusesStrangersAtLoginOnImap,
  refusesStrangersAtLoginOnPop3,
  ...onMailAccess(resetOnStrangers),
  ...onMailAccess(splitWrites),
  ...onMailAccess(tarpit),
  ...onMailAccess(tls12Only),
  // on IMAP it is one of those of TLS itself
  ...onMailAccess(tls13Only, ['pop3']),
  stillHere,
  listsUnaskedInsideTls,
  listsUnaskedAtLogin,
  greetsInShort,
  lowerCaseOnImap,
  imap4rev1Only,
  imap4rev1ListsStarttlsForEver,
  imap4rev1ListsStarttlsAtLogin,
  imap4rev1SaysNoToStarttls,
  greetsWithTimestamp,
  lowerCaseKeywordsOnPop3,
  listsMuch,
  listsOnlyStls,
  noopBeforeLogin,
  refusesArguments,
  closesOnUnknownCommands,
  hangsUpOnUnknownCommands,
  tlsInsideTlsOnPop3,
]
