import { isIP } from 'node:net'
import type { Client } from './client.ts'
import type { Account } from './dialogue/dialogue.ts'
import type { ClientTls } from './wire/tls-session.ts'

/** Who must obey a clause. */
export const roles = [
  'smtp-server',
  'submission-server',
  'imap-server',
  'pop3-server',
  'smtp-client',
  'mua',
  'operator',
] as const
export type Role = (typeof roles)[number]

/** The languages that endpoints speak; SMTP serves relay and submission. */
export type Language = 'smtp' | 'imap' | 'pop3'

/**
 * How an endpoint's URL begins, with the role it plays, the language it speaks, its port, and whether TLS comes first
 * (RFC 8314, section 3).
 */
export const protocols = {
  smtp: { role: 'smtp-server', language: 'smtp', port: 25, implicitTls: false },
  submission: { role: 'submission-server', language: 'smtp', port: 587, implicitTls: false },
  submissions: { role: 'submission-server', language: 'smtp', port: 465, implicitTls: true },
  imap: { role: 'imap-server', language: 'imap', port: 143, implicitTls: false },
  imaps: { role: 'imap-server', language: 'imap', port: 993, implicitTls: true },
  pop3: { role: 'pop3-server', language: 'pop3', port: 110, implicitTls: false },
  pop3s: { role: 'pop3-server', language: 'pop3', port: 995, implicitTls: true },
} as const satisfies Record<string, { role: Role; language: Language; port: number; implicitTls: boolean }>
export type Protocol = keyof typeof protocols

/** How a subject is configured for a check, and what naming an endpoint for it claims. */
export const setUps = {
  default: 'as it is meant to run, with STARTTLS',
  'tls-required': 'nothing is served before STARTTLS',
  'public-mx': 'port 25 of a host that an MX record names: takes mail for its mailbox from anyone',
  'cleartext-auth': 'TLS is optional, and AUTH is allowed before it',
  'client-certificates': 'client certificates are accepted and mapped to accounts',
  'certificate-required': 'only senders with an accepted client certificate are served',
  'no-certificate': 'the server has no certificate of its own',
  'user-barred': 'the account may not log in without TLS',
  'tls-per-host': 'TLS is required from the host that the checks run on, and not from others',
  'old-tls': 'TLS versions older than 1.2 are switched on',
} as const
export type SetUp = keyof typeof setUps

/** The set-ups that say something of a protocol: behind implicit TLS nothing is left before TLS, and only port 25 is an MX. */
export function setUpsOf(protocol: Protocol): SetUp[] {
  const { implicitTls, language } = protocols[protocol]
  if (implicitTls) return ['default', 'client-certificates']
  const others: readonly SetUp[] = [
    ...(protocol === 'smtp' ? [] : ['public-mx' as const]),
    ...(language === 'smtp' ? [] : ['tls-per-host' as const]),
  ]
  return (Object.keys(setUps) as SetUp[]).filter((setUp) => !others.includes(setUp))
}

/** What could hurt a real system; on a subject that is not ours it runs only when it is allowed. */
export const harms = ['cleartext-password', 'failed-logins', 'sends-mail', 'relay-attempt'] as const
export type Harm = (typeof harms)[number]

/** Where one set-up of an endpoint listens. */
export interface Listener {
  host: string
  port: number
  /** where the host is, as the operator's resolver says; where this is absent, this machine looks it up */
  addresses?: readonly string[]
}

/** One service of the subject. `name` is stable between runs: its URL, or its protocol where ports are drawn anew. */
export interface Endpoint {
  name: string
  protocol: Protocol
  listeners: Partial<Record<SetUp, Listener>>
}

/** PEM of a client certificate and its key. */
export interface ClientCertificate {
  cert: string
  key: string
}

/** A certificate that the subject accepts, and one of a stranger's that it must not. */
export interface ClientCertificates {
  accepted: ClientCertificate
  foreign: ClientCertificate
  /** issued for the run: that the first one is accepted was neither set up nor said by anybody */
  assumed?: boolean
}

/** Who runs the endpoints for the users of a mail domain: what DNS says of it is part of the subject. */
export interface Operator {
  /** the domain, or "operator" where none was named */
  name: string
  domain?: string
  /** the resolver that the user names and vouches for; where there is none, the system's is asked */
  resolver?: Listener
}

/** The vendor's own answer to a requirement that the wire cannot decide, and where that is written. */
export interface Declaration {
  answer: 'yes' | 'no'
  source: string
}

/** What the vendor says that the software does, where the wire can tell (ISO 9646: PICS). */
export interface Claims {
  /** by the name of the endpoint */
  endpoints?: Readonly<Record<string, EndpointClaims>>
  /** by requirement: whether it is fulfilled */
  requirements?: Readonly<Record<string, Declaration['answer']>>
}

/** What an endpoint is said to do in its default set-up. */
export interface EndpointClaims {
  /** listed before TLS, and inside it, each with its parameters: `AUTH PLAIN`; others may be listed, too */
  beforeTls?: readonly string[]
  insideTls?: readonly string[]
  /** the versions that are negotiated, and no others */
  tls?: readonly string[]
}

/** The software under test, running: where it listens and what it was set up with. Whoever started it stops it. */
export interface Subject {
  name: string
  version?: string
  digest?: string
  endpoints: Endpoint[]
  /** where its mailbox is read, if none of its own endpoints serves for that; not judged */
  inbox?: Endpoint
  operator?: Operator
  /** where the subject is a client: what it is in each of its roles; then there are no endpoints */
  clients?: readonly Client[]
  account?: Account
  /** an address of its own that takes mail */
  mailbox?: string
  /** PEM of the certificates that its own is verified against */
  trust?: string
  serverName?: string
  clientCertificates?: ClientCertificates
  /** a local address that the subject takes for another host's, where it listens on loopback */
  elsewhere?: string
  allow: readonly Harm[]
  /** whether it was started for the checks, in its vendor's configuration: else a site may have chosen otherwise */
  asShipped?: boolean
  /** by requirement */
  declared?: Readonly<Record<string, Declaration>>
  claims?: Claims
  /** how many connections it takes at once from one address, where it limits them */
  maximumConnections?: number
  /** how the server behind a listener has ended that ought to be running, for a sentence */
  endOf?: (listener: Listener) => Promise<string | undefined>
  /** the arguments of `mailtls certify` that name this subject, for replay lines */
  arguments: string
}

/** What to offer to a TLS handshake with this listener, before anything is known of it. */
export function clientTls(subject: Subject, listener: Listener): ClientTls {
  return { ca: subject.trust, servername: serverNameOf(subject, listener) }
}

/** The host that a listener's certificate is to name: as the user says, else as it was named; an address is no name. */
export function serverNameOf({ serverName }: Subject, { host }: Listener): string | undefined {
  return serverName ?? (isIP(host) || host === 'localhost' ? undefined : host)
}

/** An endpoint before it runs: only its set-ups are known. */
export function endpointToStart(protocol: Protocol, offered: readonly SetUp[]): Endpoint {
  const somewhere = { host: 'localhost', port: 0 }
  return { name: protocol, protocol, listeners: Object.fromEntries(offered.map((setUp) => [setUp, somewhere])) }
}

/** `PROTOCOL://HOST:PORT`, by which reports name what listens there. */
export function urlOf(protocol: Protocol, listener: Listener): string {
  return `${protocol}://${hostAndPort(listener)}`
}

/** `HOST:PORT`, with an IPv6 address in brackets. */
export function hostAndPort({ host, port }: { host: string; port: number | string }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
