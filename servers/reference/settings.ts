import type { Account } from '../../harness/dialogue/dialogue.ts'
import type { Protocol, SetUp } from '../../harness/subject.ts'
import { recommendedSuites } from '../../harness/wire/recommended-suites.ts'
import type { ServerTls } from '../../harness/wire/tls-session.ts'
import type { Mailbox } from './mailbox.ts'

/** The one address of which TLS is not required in the set-up `tls-per-host`. */
export const elsewhere = '127.0.0.2'

/** PEM of what the server shows and whom it trusts. */
export interface Identity {
  cert: string
  key: string
  /** the authority that issues client certificates */
  ca: string
}

/** What a set-up means for the reference server, in terms that its code can ask about. */
export interface Settings {
  protocol: Protocol
  setUp: SetUp
  /** the domain that it takes mail for, and the one mailbox there */
  domain: string
  mailbox: string
  account: Account
  inbox: Mailbox
  /** the common name of client certificates that stand for the account */
  certifiedName: string
  tls?: ServerTls
  /** TLS before anything else: always, or of all hosts but this address */
  tlsRequired: boolean | { sparing: string }
  authBeforeTls: boolean
  /** login before MAIL (RFC 6409, section 4.3) */
  authRequired: boolean
  /** PEM of the authority whose client certificates are accepted */
  clientAuthority: string
  clientCertificates: 'ignored' | 'accepted' | 'required'
}

/** The settings of one set-up. Without an identity, or in the set-up without certificate, there is no TLS. */
export function settingsFor(
  protocol: Protocol,
  setUp: SetUp,
  identity: Identity,
  account: Account & { mailbox: string; certifiedName: string },
  inbox: Mailbox,
): Settings {
  const required = setUp === 'certificate-required'
  return {
    protocol,
    setUp,
    domain: account.mailbox.slice(account.mailbox.indexOf('@') + 1),
    mailbox: account.mailbox,
    account: { user: account.user, password: account.password },
    inbox,
    certifiedName: account.certifiedName,
    tls: setUp === 'no-certificate' ? undefined : tlsFor(setUp, identity),
    tlsRequired: setUp === 'tls-required' || required || (setUp === 'tls-per-host' && { sparing: elsewhere }),
    authBeforeTls: setUp === 'cleartext-auth',
    authRequired: protocol !== 'smtp',
    clientAuthority: identity.ca,
    clientCertificates: required ? 'required' : setUp === 'client-certificates' ? 'accepted' : 'ignored',
  }
}

function tlsFor(setUp: SetUp, { cert, key, ca }: Identity): ServerTls {
  const base: ServerTls = { cert, key, minVersion: 'TLSv1.2', ciphers: recommendedSuites, honorCipherOrder: true }
  if (setUp === 'client-certificates' || setUp === 'certificate-required') return { ...base, ca, requestCert: true }
  if (setUp === 'old-tls') return { ...base, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }
  return base
}
