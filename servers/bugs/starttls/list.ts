import type { Bug } from '../bug.ts'
import { endsLinesAtBareCr } from '../smtp/ends-lines-at-bare-cr.ts'
import { executesLinesInCleartext } from '../smtp/executes-lines-in-cleartext.ts'
import { ignoresItsOwnPolicy } from '../smtp/ignores-its-own-policy.ts'
import { keepsLateHalfLine } from '../smtp/keeps-late-half-line.ts'
import { keepsPartialLine } from '../smtp/keeps-partial-line.ts'
import { listsStarttlsInsideTls } from '../smtp/lists-starttls-inside-tls.ts'
import { obeysInjectedLines } from '../smtp/obeys-injected-lines.ts'
import { obeysLateLines } from '../smtp/obeys-late-lines.ts'
import { obeysOneSegment } from '../smtp/obeys-one-segment.ts'
import { purges4096Bytes } from '../smtp/purges-4096-bytes.ts'
import { purgesNoGroups } from '../smtp/purges-no-groups.ts'
import { purgesOneLine } from '../smtp/purges-one-line.ts'
import { purgesOnlyBehindCrlf } from '../smtp/purges-only-behind-crlf.ts'
import { purgesOnlyWholeSegments } from '../smtp/purges-only-whole-segments.ts'
import { trustsAnyCertificate } from '../smtp/trusts-any-certificate.ts'
import { executesOneCommandInCleartext, onMailAccess } from './behind-upgrade.ts'
import { certificateLogsInOnImap, certificateLogsInOnPop3 } from './certificate-logs-in.ts'
import { greetsPreauth } from './greets-preauth.ts'
import { keepsLiteral } from './keeps-literal.ts'
import {
  keepsLoginByCommandOnImap,
  keepsLoginByCommandOnPop3,
  keepsLoginOnImap,
  keepsLoginOnPop3,
} from './keeps-login.ts'
import {
  listsStarttlsAfterLogin,
  listsStarttlsBesideAuthenticate,
  listsStarttlsInAnswerToLogin,
} from './lists-starttls-after-login.ts'
import { remembersInjectedSaslOnImap, remembersInjectedSaslOnPop3 } from './remembers-injected-sasl.ts'
import { starttlsLogsInOnImap, starttlsLogsInOnPop3 } from './starttls-logs-in.ts'
import { saysNoToStarttlsOnImaps, startsTlsTwiceOnImaps } from './starttls-on-imaps.ts'
import { stlsWithoutCapa } from './stls-without-capa.ts'

const policy = ['imp-rfc2595-2.5-1']

/** Those of STARTTLS on IMAP and STLS on POP3. */
export const starttlsBugs: readonly Bug[] = [
  ...onMailAccess(obeysInjectedLines),
  ...onMailAccess(obeysOneSegment),
  ...onMailAccess(obeysLateLines),
  ...onMailAccess(keepsPartialLine),
  ...onMailAccess(keepsLateHalfLine),
  ...onMailAccess(purgesNoGroups),
  ...onMailAccess(endsLinesAtBareCr),
  keepsLiteral,
  ...onMailAccess(executesLinesInCleartext),
  ...executesOneCommandInCleartext,
  ...onMailAccess(purgesOneLine),
  ...onMailAccess(purges4096Bytes),
  ...onMailAccess(purgesOnlyBehindCrlf),
  ...onMailAccess(purgesOnlyWholeSegments),
  remembersInjectedSaslOnImap,
  remembersInjectedSaslOnPop3,
  keepsLoginOnImap,
  keepsLoginOnPop3,
  keepsLoginByCommandOnImap,
  keepsLoginByCommandOnPop3,
  certificateLogsInOnImap,
  certificateLogsInOnPop3,
  starttlsLogsInOnImap,
  starttlsLogsInOnPop3,
  // a client certificate that anybody can make achieves nothing (RFC 2595, section 2.5)
  ...onMailAccess(ignoresItsOwnPolicy, { imap: policy, pop3: policy }),
  ...onMailAccess(trustsAnyCertificate, { imap: policy, pop3: policy }),
  // RFC 9051, section 6.2.1; in POP3 it only says that STLS is permitted
  ...onMailAccess(listsStarttlsInsideTls, { imap: ['imp-rfc9051-6.2.1-7'], pop3: [] }).slice(0, 1),
  listsStarttlsAfterLogin,
  listsStarttlsInAnswerToLogin,
  listsStarttlsBesideAuthenticate,
  saysNoToStarttlsOnImaps,
  startsTlsTwiceOnImaps,
  greetsPreauth,
  stlsWithoutCapa,
]
