import type { Peer } from '../../harness/peer.ts'
import type { Protocol, SetUp } from '../../harness/subject.ts'
import type { Settings } from '../reference/settings.ts'
import type { SmtpServer } from '../reference/smtp-server.ts'

/** A class of SMTP servers: the reference, or what patches have made of it. */
export type SmtpServerClass = new (peer: Peer, settings: Settings) => SmtpServer

/** Makes a server of another one, by overriding what it does. Patches compose. */
export type Patch = (Base: SmtpServerClass) => SmtpServerClass

/** A named fault in the reference server, and the clauses that it breaks by the words of the RFC. */
export interface Bug {
  name: string
  /** the most specific clauses, by id */
  violates: readonly string[]
  endpoint: Protocol
  setUp: SetUp
  /** whether it keeps other checks from reaching their purpose */
  hides: boolean
  patch: Patch
}

/** Declares a bug, by default of the SMTP endpoint in the default set-up. */
export function bug(definition: Pick<Bug, 'name' | 'violates' | 'patch'> & Partial<Bug>): Bug {
  return { endpoint: 'smtp', setUp: 'default', hides: false, ...definition }
}

/** A server that differs from the reference and conforms all the same: what a check must not take for a fault. */
export interface Variant {
  name: string
  endpoint: Protocol
  /** the set-ups in which the difference shows */
  setUps: readonly SetUp[]
  patch: Patch
}

/** Declares a variant, by default of the SMTP endpoint in the default set-up. */
export function variant(definition: Pick<Variant, 'name' | 'patch'> & Partial<Variant>): Variant {
  return { endpoint: 'smtp', setUps: ['default'], ...definition }
}
