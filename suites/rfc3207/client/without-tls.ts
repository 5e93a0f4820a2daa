import type { Check } from '../../../harness/check.ts'
import { handshakeRows } from '../../shortfall/handshake-rows.ts'
import {
  answeringStarttls,
  refusingForGood,
  refusingForNow,
  refusingOnce,
  withoutCapabilities,
  withoutStarttls,
} from '../../shortfall/patches.ts'
import { shortfallCheck, theMinimum } from '../../shortfall/shortfall-check.ts'
import { uselessTls } from '../../shortfall/useless-tls.ts'

const languages = ['smtp'] as const

const nonsense = ['354 Do something else', '200 TLS is not needed'].map((smtp) =>
  answeringStarttls({ smtp, imap: '', pop3: '' }),
)

/** Servers that keep a client from the TLS which it demands (RFC 3207, section 6). */
export const withoutTlsChecks: readonly Check[] = [
  shortfallCheck({
    id: 'rfc3207/client/nothing-beside-tls',
    languages,
    purpose: 'where TLS is demanded and can be had, nothing is done without it, on no connection',
    scripts: () => [{}, ...uselessTls],
  }),
  shortfallCheck({
    id: 'rfc3207/client/starttls-stripped',
    languages,
    purpose: 'where TLS is demanded and STARTTLS is not listed, no mail is sent and nobody logs in',
    // the configuration that RFC 4954, section 9 asks for is this one
    decides: { ...theMinimum, submission: [...theMinimum.submission, 'imp-rfc4954-9-4'] },
    scripts: () => [{ patches: withoutStarttls }],
  }),
  shortfallCheck({
    id: 'rfc3207/client/starttls-refused-for-now',
    languages,
    purpose: 'where TLS is demanded and STARTTLS is answered with 454, no mail is sent and nobody logs in',
    scripts: () => [{ patches: refusingForNow }],
  }),
  shortfallCheck({
    id: 'rfc3207/client/starttls-refused-for-good',
    languages,
    purpose: 'where TLS is demanded and STARTTLS is answered with 502, no mail is sent and nobody logs in',
    scripts: () => [{ patches: refusingForGood }],
  }),
  shortfallCheck({
    id: 'rfc3207/client/starttls-refused-once',
    languages,
    purpose: 'where TLS is demanded and STARTTLS was refused once, nothing is done without it later on',
    scripts: () => [{ patches: refusingOnce() }],
  }),
  shortfallCheck({
    id: 'rfc3207/client/starttls-answered-with-nonsense',
    languages,
    purpose: 'where TLS is demanded and STARTTLS is answered with 354 or 200, no mail is sent and nobody logs in',
    scripts: () => nonsense.map((patches) => ({ patches })),
  }),
  shortfallCheck({
    id: 'rfc3207/client/ehlo-refused',
    languages,
    purpose: 'where TLS is demanded and EHLO is refused, no mail is sent and nobody logs in behind HELO',
    scripts: () => [{ patches: withoutCapabilities }],
  }),
  ...handshakeRows('rfc3207', { languages }),
]
