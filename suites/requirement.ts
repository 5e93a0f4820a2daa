import type { Disposition, Entry, Level } from '../harness/requirement.ts'
import type { Role } from '../harness/subject.ts'

export const checked = { kind: 'checked' } as const
export const recorded = { kind: 'recorded' } as const
export const declared = { kind: 'declared' } as const
export const definition = { kind: 'definition' } as const
export const later = { kind: 'later' } as const

/** Another clause stands in its place, of a later RFC. */
export function replacedBy(by: string): Disposition {
  return { kind: 'replaced-by', by }
}

/** It asks for what these clauses ask for, and is judged with them. */
export function sameAs(...as: readonly string[]): Disposition {
  return { kind: 'same-as', as }
}

/** A requirement with a key word in capitals in RFC 3207, 8314 or 8997. */
export function clause(
  level: Level,
  roles: readonly Role[],
  summary: string,
  disposition: Disposition,
  { entails = [] }: { entails?: readonly string[] } = {},
): Entry {
  return { level, class: 'clause', roles, summary, disposition, feeds: [], entails }
}

/** Text of RFC 3207, 8314 or 8997 that carries weight without such a key word. */
export function lowercase(
  level: Level,
  roles: readonly Role[],
  summary: string,
  disposition: Disposition,
  { feeds = [] }: { feeds?: readonly string[] } = {},
): Entry {
  return { level, class: 'lowercase', roles, summary, disposition, feeds, entails: [] }
}

/** Makes the constructor for entries of another RFC that `via` calls upon. */
export function importedBy(via: string) {
  return (
    level: Level,
    roles: readonly Role[],
    summary: string,
    disposition: Disposition,
    { feeds = [] }: { feeds?: readonly string[] } = {},
  ): Entry => ({ level, class: 'imported', roles, summary, disposition, feeds, entails: [], via })
}
