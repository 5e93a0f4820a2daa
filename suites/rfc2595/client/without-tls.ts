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
import { together } from '../../visit/together.ts'
import { apopBait, imap2, preauthenticated } from './greetings.ts'

const languages = ['imap', 'pop3'] as const

const nonsense = [
  { smtp: '', imap: '+ go on', pop3: '+ go on' },
  { smtp: '', imap: 'TAG MAYBE', pop3: 'OK' },
].map(answeringStarttls)

/** Servers that keep a client from the TLS which it demands (RFC 8314, section 5.2). */
export const withoutTlsChecks: readonly Check[] = [
  shortfallCheck({
    id: 'rfc2595/client/nothing-beside-tls',
    languages,
    purpose: 'where TLS is demanded and can be had, nothing is done without it, on no connection',
    scripts: () => [{}, ...uselessTls],
  }),
  shortfallCheck({
    id: 'rfc2595/client/starttls-stripped',
    languages,
    purpose: 'where TLS is demanded and not offered, nobody logs in',
    // the modes that RFC 2595, sections 2.2 and 2.3 ask for are this one
    decides: { mua: [...theMinimum.mua, 'imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1'] },
    scripts: () => [{ patches: withoutStarttls }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/starttls-refused',
    languages,
    purpose: 'where TLS is demanded and refused with NO or -ERR, nobody logs in',
    scripts: () => [{ patches: refusingForNow }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/starttls-unknown',
    languages: ['imap'],
    purpose: 'where TLS is demanded and STARTTLS is answered with BAD, nobody logs in',
    scripts: () => [{ patches: refusingForGood }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/starttls-refused-once',
    languages,
    purpose: 'where TLS is demanded and was refused once, nothing is done without it later on',
    scripts: () => [{ patches: refusingOnce() }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/starttls-answered-with-nonsense',
    languages,
    purpose: 'where TLS is demanded and STARTTLS or STLS is answered with nonsense, nobody logs in',
    scripts: () => nonsense.map((patches) => ({ patches })),
  }),
  shortfallCheck({
    id: 'rfc2595/client/capabilities-refused',
    languages,
    purpose: 'where TLS is demanded and the server lists no capabilities, nobody logs in',
    scripts: () => [{ patches: withoutCapabilities }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/imap2-server',
    languages: ['imap'],
    purpose: 'where TLS is demanded and the server says that it is an old one, nobody logs in',
    scripts: () => [{ patches: imap2 }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/preauth-before-tls',
    languages: ['imap'],
    purpose: 'where TLS is demanded and the server greets with PREAUTH, no mailbox is touched',
    decides: { mua: [...theMinimum.mua, 'imp-rfc9051-7.1.4-3'] },
    scripts: () => [{ patches: preauthenticated(true) }, { patches: preauthenticated(false) }],
  }),
  shortfallCheck({
    id: 'rfc2595/client/apop-bait',
    languages: ['pop3'],
    purpose: 'where TLS is demanded and the greeting invites to APOP, no digest is sent without TLS',
    scripts: () => [{ patches: apopBait }, { patches: together(withoutStarttls, apopBait) }],
  }),
  ...handshakeRows('rfc2595', { languages }),
]
