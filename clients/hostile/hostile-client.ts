import type { HostilePeer } from '../../harness/testing/hostile-peer.ts'
import type { Language } from '../../harness/subject.ts'
import type { Patch } from '../reference/classes.ts'

/** What a hostile client is about. */
export const hostileKinds = [
  'text',
  'order',
  'flood',
  'end',
  'stall',
  'handshake',
  'session',
  'crowd',
  'process',
] as const
export type HostileKind = (typeof hostileKinds)[number]

/** What a hostile client finds where it is sent. */
export interface Meeting {
  language: Language
  implicitTls: boolean
  host: string
  port: number
  user: string
  password: string
  /** Opens one more connection. */
  dial: () => Promise<HostilePeer>
  /** ends all of it */
  signal: AbortSignal
}

/** A client that behaves in a way that is to end in a verdict, within the bounds of time and memory. */
export type HostileClient = {
  name: string
  /** one clause in plain words, without full stop */
  does: string
  kind: HostileKind
  languages: readonly Language[]
  /** what the reason of an inconclusive result says of it */
  told: RegExp
  /** the languages in which everything passes all the same; default: none */
  harmless?: readonly Language[]
  /** the ids of checks that it meets beside those that all meet, since it is hostile in these; default: none */
  meets?: readonly string[]
  /** the ids of checks that may fail, since it breaks what they decide; default: none */
  breaks?: RegExp
} & Behaviour

/** By what a client is hostile. */
export type Behaviour =
  /** what it does on the wire, with connections of its own; it has failed at its task when that is over */
  | { act: (meeting: Meeting) => Promise<void> }
  /** a change of the reference client */
  | { patch: Patch }
  /** a program in JavaScript that is told host and port; it holds no single quotes */
  | { program: string }

type Common = Pick<HostileClient, 'kind' | 'told'> & Partial<Omit<HostileClient, keyof Behaviour>>

/** Declares hostile clients of one kind that have something in common. */
export function hostile(
  common: Common,
  each: readonly (Pick<HostileClient, 'name' | 'does'> & Partial<Common> & Behaviour)[],
): HostileClient[] {
  return each.map((one) => ({ languages: all, ...common, ...one }))
}

/** All languages. */
export const all = ['smtp', 'imap', 'pop3'] as const

/** What whoever begins in cleartext breaks, where TLS comes first. */
export const cleartextFirst = /tls-comes-first/
