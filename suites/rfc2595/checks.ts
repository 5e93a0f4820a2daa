import type { Check } from '../../harness/check.ts'
import { capaWithStls } from './server/capa-with-stls.ts'
import { capabilitiesAfterTls } from './server/capabilities-after-tls.ts'
import { certificateIsNoLogin } from './server/certificate-is-no-login.ts'
import { decidesAfterHandshake } from './server/decides-after-handshake.ts'
import { failedHandshakeAbort } from './server/failed-handshake-abort.ts'
import { failedHandshakeGarbage } from './server/failed-handshake-garbage.ts'
import { failedHandshakeVersion } from './server/failed-handshake-version.ts'
import { firstWordsInsideTls } from './server/first-words-inside-tls.ts'
import { injectionBareLf } from './server/injection-bare-lf.ts'
import { injectionInCleartext } from './server/injection-in-cleartext.ts'
import { injectionLate } from './server/injection-late.ts'
import { injectionLong } from './server/injection-long.ts'
import { injectionPartialLine } from './server/injection-partial-line.ts'
import { injectionSameSegment } from './server/injection-same-segment.ts'
import { injectionSasl } from './server/injection-sasl.ts'
import { injectionSeveralLines } from './server/injection-several-lines.ts'
import { injectionSplitKeyword } from './server/injection-split-keyword.ts'
import { loginForgotten } from './server/login-forgotten.ts'
import { noPreauthInCleartext } from './server/no-preauth-in-cleartext.ts'
import { secondStarttls } from './server/second-starttls.ts'
import { starttlsEndsAGroup } from './server/starttls-ends-a-group.ts'
import { starttlsFirst } from './server/starttls-first.ts'
import { starttlsHiddenInsideTls } from './server/starttls-hidden-inside-tls.ts'
import { starttlsLowerCase } from './server/starttls-lower-case.ts'
import { starttlsOnImplicitTls } from './server/starttls-on-implicit-tls.ts'
import { starttlsParameter } from './server/starttls-parameter.ts'
import { stlsHiddenInsideTls } from './server/stls-hidden-inside-tls.ts'
import { tlsIsNoLogin } from './server/tls-is-no-login.ts'
import { tlsStatePerConnection } from './server/tls-state-per-connection.ts'
import { userBeforeStls } from './server/user-before-stls.ts'

/** STARTTLS on IMAP and STLS on POP3: RFC 2595, and what RFC 3501, 9051 and 5034 say of it. */
export const rfc2595Checks: readonly Check[] = [
  capaWithStls,
  capabilitiesAfterTls,
  certificateIsNoLogin,
  decidesAfterHandshake,
  failedHandshakeAbort,
  failedHandshakeGarbage,
  failedHandshakeVersion,
  firstWordsInsideTls,
  injectionBareLf,
  injectionInCleartext,
  injectionLate,
  injectionLong,
  injectionPartialLine,
  injectionSameSegment,
  injectionSasl,
  injectionSeveralLines,
  injectionSplitKeyword,
  loginForgotten,
  noPreauthInCleartext,
  secondStarttls,
  starttlsEndsAGroup,
  starttlsFirst,
  starttlsHiddenInsideTls,
  starttlsLowerCase,
  starttlsOnImplicitTls,
  starttlsParameter,
  stlsHiddenInsideTls,
  tlsIsNoLogin,
  tlsStatePerConnection,
  userBeforeStls,
]
