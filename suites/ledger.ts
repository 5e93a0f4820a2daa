import type { Disposition, Requirement as AnyRequirement } from '../harness/requirement.ts'
import { suggestion } from '../harness/suggestion.ts'
import { imported } from './imported/requirements.ts'
import { rfc3207 } from './rfc3207/requirements.ts'
import { rfc8314 } from './rfc8314/requirements.ts'
import { rfc8997 } from './rfc8997/requirements.ts'

const entries = { ...rfc3207, ...rfc8314, ...rfc8997, ...imported }

/** One of the literal ids of the ledger: a typo in a check does not compile. */
export type RequirementId = keyof typeof entries

export type Requirement = AnyRequirement<RequirementId>

/**
 * Every requirement of RFC 3207, RFC 8314 and RFC 8997, and of what they call upon, in reading order.
 *
 * @example
 * ```ts
 * import { requirements } from 'mailtls'
 *
 * const forget = requirements.find(({ id }) => id === 'rfc3207-4.2-1')
 * console.log(forget?.level, forget?.rfc, forget?.section) // MUST 3207 4.2
 * ```
 */
export const ledger: readonly Requirement[] = Object.entries(entries).map(([id, entry]) => ({
  id: known(id),
  ...locate(id),
  ...entry,
  disposition: resolve(entry.disposition),
  feeds: entry.feeds.map(known),
  entails: entry.entails.map(known),
}))

const byId = new Map(ledger.map((entry) => [entry.id, entry]))

/** The requirement with this id; for an id that a user typed ask `isRequirementId` first. */
export function requirement(id: RequirementId): Requirement {
  const found = byId.get(id)
  if (!found) throw new Error(`The ledger has no requirement "${id}"${suggestion(id, [...byId.keys()])}`)
  return found
}

/** Whether the ledger has a requirement with this id. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(entries, id)
}

// Entries name each other by plain strings, since no type can be made of the keys while they are being declared.
function known(id: string): RequirementId {
  if (!isRequirementId(id)) throw new Error(`The ledger refers to "${id}", which it does not hold`)
  return id
}

function resolve(disposition: Disposition): Disposition<RequirementId> {
  switch (disposition.kind) {
    case 'replaced-by':
      return { ...disposition, by: known(disposition.by) }
    case 'same-as':
      return { ...disposition, as: disposition.as.map(known) }
    default:
      return disposition
  }
}

function locate(id: string) {
  const [, rfc, section] = /^(?:imp-)?rfc(\d+)-(.+)-(?:lc|d)?\d+$/.exec(id) ?? []
  if (!section) throw new Error(`"${id}" is not made like the id of a requirement`)
  return { rfc: Number(rfc), section }
}
