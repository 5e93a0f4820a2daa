import { isList } from '../../harness/is-list.ts'
import type { ClientPlace } from '../../harness/place.ts'
import type { CommonPatch, Patch } from '../reference/classes.ts'

/** What is changed in the reference client. */
export interface ClientChange {
  name: string
  /** where it shows: one of the protocols that a client speaks (`smtp` is a relay's), or its accounts */
  place: ClientPlace['name']
  patch: Patch
}

/** A named fault in the reference client, and the clauses that it breaks by the words of the RFC. */
export interface ClientBug extends ClientChange {
  /** the most specific clauses, by id */
  violates: readonly string[]
  /** whether it keeps other checks from reaching their purpose */
  hides: boolean
}

/** A client that differs from the reference and conforms all the same: what a check must not take for a fault. */
export type ClientVariant = ClientChange

/** A change as it is written: a patch by its parts, or one for the session of whatever protocol. */
interface Written {
  name: string
  place: ClientPlace['name']
  patch: Patch | CommonPatch
}

interface Family extends Omit<Written, 'place'> {
  /** what the names begin with: `-as-client-on-PLACE` is added */
  places: readonly ClientPlace['name'][]
}

/** The places where a mail user agent uses STARTTLS, those where TLS comes first, and both. */
export const starttlsPlaces = ['submission', 'imap', 'pop3'] as const
export const implicitTlsPlaces = ['submissions', 'imaps', 'pop3s'] as const
export const muaPlaces = [...starttlsPlaces, ...implicitTlsPlaces] as const

/** Declares a bug of the reference client. */
export function clientBug(
  definition: Written & Pick<ClientBug, 'violates'> & Partial<Pick<ClientBug, 'hides'>>,
): ClientBug {
  return { hides: false, ...definition, patch: partsOf(definition.patch) }
}

/** Declares a variant of the reference client. */
export function clientVariant(definition: Written): ClientVariant {
  return { ...definition, patch: partsOf(definition.patch) }
}

/** The same fault in several places: a bug for each; the clauses by place where they differ. */
export function clientBugFamily({
  name,
  places,
  violates,
  ...rest
}: Family & {
  violates: readonly string[] | Partial<Record<ClientPlace['name'], readonly string[]>>
  hides?: boolean
}): ClientBug[] {
  return places.map((place) =>
    clientBug({
      ...rest,
      name: `${name}-as-client-on-${place}`,
      place,
      violates: isList(violates) ? violates : (violates[place] ?? []),
    }),
  )
}

/** The same difference in several places: a variant for each. */
export function clientVariantFamily({ name, places, ...rest }: Family): ClientVariant[] {
  return places.map((place) => clientVariant({ ...rest, name: `${name}-as-client-on-${place}`, place }))
}

function partsOf(patch: Patch | CommonPatch): Patch {
  return typeof patch === 'function' ? { session: patch } : patch
}
