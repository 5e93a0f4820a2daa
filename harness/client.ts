import type { ClientCertificate, Language, Listener } from './subject.ts'

/** How a client is asked to protect its connections to a server. */
export const modes = {
  implicit: 'TLS comes first',
  'starttls-required': 'STARTTLS, and nothing beyond it where that cannot be had',
  'starttls-if-possible': 'STARTTLS where the server offers it, and without TLS where it does not',
  cleartext: 'without TLS',
  default: 'what the client does where its user has chosen nothing',
} as const
export type Mode = keyof typeof modes

/** What a client may be able to do. */
export const tasks = {
  submit: 'send a message through a server that is named',
  fetch: 'log in to a server that is named, and read its mailbox',
  'set-up': 'set up an account from an address, with what DNS says, and keep it in the profile',
  connect: 'log in to the servers of the account in the profile, and read its mailbox',
  require: 'demand the minimum of confidentiality for the account in the profile from now on',
  unpin: 'forget the certificate that was pinned for the account in the profile',
} as const
export type Task = keyof typeof tasks

/** What every task is told. */
interface Common {
  user: string
  password: string
  /** PEM of the certificates to trust, and no others */
  trust: string
  /** the certificate that may be shown for this account, where there is one */
  clientCertificate?: ClientCertificate
  /** the DNS resolver to ask, where the client can be told; it is vouched for */
  resolver?: Listener
  /** a folder that is the client's own: what it remembers between two launches is there and nowhere else */
  profile: string
}

/** To send a message through a server, or to read its mailbox. */
export interface ServerRequest extends Common {
  task: 'submit' | 'fetch'
  language: Language
  mode: Mode
  host: string
  port: number
  /** what to send: RFC 5322, lines end with CRLF */
  message: string
  from: string
  to: string
}

/** To set up an account, or to use the one that was set up. */
export interface AccountRequest extends Common {
  task: 'set-up' | 'connect' | 'require' | 'unpin'
  address: string
  /** what the user answers to all questions */
  consent: boolean
  /** asked for less than the minimum: the user does not demand TLS */
  reduced?: boolean
}

export type Request = ServerRequest | AccountRequest

/** What came of a launch. */
export interface Outcome {
  /** where it ended by itself */
  exitCode?: number
  /** why it has no exit code */
  ended?: 'by-signal' | 'by-us' | 'not-started'
  /** why it was ended by us, where that was not for its time */
  why?: string
  /** whether it says that it has done what it was asked to */
  success: boolean
  /** what it has printed, stdout and stderr in the order of arrival */
  output: string
}

/** What is found in the output of a client where a person would look at its windows. */
export const signs = {
  warning: 'the user is warned that passwords and messages are not kept private',
  confidential: 'the user is told that the connection is confidential',
  'pin-offered': 'the user may accept a certificate that does not validate',
  question: 'the user is asked before a server outside the domain is used',
  'tls-available': 'the user is told that TLS has become available',
} as const
export type Sign = keyof typeof signs

/** A client under test: what it can be asked to do, and how. Whoever started it stops it. */
export interface Client {
  role: 'smtp-client' | 'mua'
  /** the modes that it can be asked for, in each language that it speaks */
  speaks: Partial<Record<Language, readonly Mode[]>>
  can: readonly Task[]
  /** what it can be told beside that */
  takes: readonly ('client-certificate' | 'resolver')[]
  /** whether it is told a password where it is told a certificate, too: it may log in by either */
  choosesCredentials?: boolean
  /** whether its vendor has described all that it can do: a single command claims nothing beside itself */
  complete: boolean
  /** how its output is read; a sign without a pattern can only be declared */
  patterns: Partial<Record<Sign, RegExp>>
  /** the local address where servers have to listen for it, and the host name by which it reaches them */
  reaches: { address: string; host: string }
  /** how many of it may run at once, where that is limited */
  maximumLaunches?: number
  /** Runs it once. When `signal` ends, it is ended with all its children. Never throws for what the client does. */
  perform: (request: Request, signal: AbortSignal) => Promise<Outcome>
}
