import type { Role } from './subject.ts'

/** The key word as the RFC prints it; words in brackets stand for text without one. */
export type Level =
  | 'MUST'
  | 'MUST NOT'
  | 'REQUIRED'
  | 'SHOULD'
  | 'SHOULD NOT'
  | 'RECOMMENDED'
  | 'MAY'
  | 'must'
  | 'should'
  | 'recommended'
  | 'may'
  | '(need)'
  | '(declarative)'

export type Strength = 'must' | 'should' | 'may' | 'none'

const strengths: Record<Level, Strength> = {
  MUST: 'must',
  'MUST NOT': 'must',
  REQUIRED: 'must',
  SHOULD: 'should',
  'SHOULD NOT': 'should',
  RECOMMENDED: 'should',
  MAY: 'may',
  must: 'must',
  should: 'should',
  recommended: 'should',
  may: 'may',
  '(need)': 'none',
  '(declarative)': 'none',
}

/** How strong a key word is, whether or not in capitals; `class` tells which count for compliance. */
export function strength(level: Level): Strength {
  return strengths[level]
}

/** What becomes of a requirement in this harness. */
export type Disposition<Id extends string = string> =
  /** At least one check decides it. */
  | { readonly kind: 'checked' }
  /** Checks show what was seen; nothing here can fail. */
  | { readonly kind: 'recorded' }
  /** Only the vendor or operator can answer. */
  | { readonly kind: 'declared' }
  /** RFC 8997 rewords it. */
  | { readonly kind: 'replaced-by'; readonly by: Id }
  /** Said elsewhere too: takes the merged verdict of those. Each speaks for the roles that it binds. */
  | { readonly kind: 'same-as'; readonly as: readonly Id[] }
  /** Nothing to test. */
  | { readonly kind: 'definition' }
  /** Not implemented yet. */
  | { readonly kind: 'later' }

/** One requirement as the files of the RFCs state it; its id is the key under which it stands. */
export interface Entry<Id extends string = string> {
  readonly level: Level
  /** Compliance is judged over the clauses; lower-case and imported entries have headings of their own. */
  readonly class: 'clause' | 'lowercase' | 'imported'
  readonly roles: readonly Role[]
  /** In our words, never in those of the RFC. */
  readonly summary: string
  readonly disposition: Disposition<Id>
  /** Lower-case and imported entries: the clauses that a failure here fails, for the roles that both bind. */
  readonly feeds: readonly Id[]
  /** Clauses: the wider clauses that a failure here fails, for the roles that both bind. */
  readonly entails: readonly Id[]
  /** Imported entries: the place that calls upon them. */
  readonly via?: string
}

/** A requirement with its place: `section` of `rfc`. */
export interface Requirement<Id extends string = string> extends Entry<Id> {
  readonly id: Id
  readonly rfc: number
  readonly section: string
}
