import type { Authority, Issued } from '../../certs/authority.ts'
import type { Protocol } from '../../harness/subject.ts'
import type { AccountServer } from '../reference/account-server.ts'
import type { Answer, ServerClass } from '../reference/line-server.ts'
import type { HostilePeer } from '../../harness/testing/hostile-peer.ts'

/** What a hostile server is about. */
export const hostileKinds = ['flood', 'text', 'order', 'end', 'stall', 'handshake', 'certificate', 'session'] as const
export type HostileKind = (typeof hostileKinds)[number]

/** The reference server of any protocol, on a peer that can be hostile. */
export interface AnyReference extends AccountServer {
  peer: HostilePeer
  greeting(): string
  answer(line: string): Answer | Promise<Answer>
}

/** A patch over the reference server, as a bug is, but for what no server means to do. */
export type HostilePatch = (Base: ServerClass<AnyReference>) => ServerClass<AnyReference>

/** A server that behaves in a way that is to end in a verdict, within the bounds of time and memory. */
export interface HostileServer {
  name: string
  /** one clause in plain words, without full stop */
  does: string
  kind: HostileKind
  protocols: readonly Protocol[]
  patch: HostilePatch
  /** what the reason of an inconclusive result says of it */
  told: RegExp
  /** the protocols on which everything passes all the same; default: none */
  harmless?: readonly Protocol[]
  /** the ids of checks that may fail, since it breaks what they decide; default: none */
  breaks?: RegExp
  /** what it shows in handshakes, where that is no usual certificate */
  identity?: (authority: Authority) => Promise<Issued>
}

/** The protocols with STARTTLS of each language, and those with implicit TLS. */
export const upgrading = ['smtp', 'imap', 'pop3'] as const
export const implicit = ['submissions', 'imaps', 'pop3s'] as const
export const all: readonly Protocol[] = [...upgrading, ...implicit]

/** Declares hostile servers of one kind that have something in common. */
export function hostile(
  common: Pick<HostileServer, 'kind' | 'told'> & Partial<HostileServer>,
  each: readonly (Pick<HostileServer, 'name' | 'does' | 'patch'> & Partial<HostileServer>)[],
): HostileServer[] {
  return each.map((one) => ({ protocols: upgrading, ...common, ...one }))
}
