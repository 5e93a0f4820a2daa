import type { Check } from './check.ts'
import { type Endpoint, type Operator, protocols, type Role, type SetUp } from './subject.ts'

/** What a check runs on: an endpoint of the subject, or the operator behind all of them. */
export type Place = Endpoint | Operator

export function isOperator(place: Place): place is Operator {
  return !('protocol' in place)
}

export function roleOf(place: Place): Role {
  return isOperator(place) ? 'operator' : protocols[place.protocol].role
}

/** The set-up that a check runs in there: its own, or the default where that will do. */
export function setUpFor({ setUp, orDefault }: Check, place: Place): SetUp {
  return isOperator(place) || (orDefault && !place.listeners[setUp]) ? 'default' : setUp
}

/** Whether a check has anything to say there: RFC 3207 has nothing where TLS comes first. */
export function concerns({ roles, ports }: Check, place: Place): boolean {
  if (!roles.includes(roleOf(place))) return false
  return isOperator(place) || ports === 'any' || (ports === 'implicit-tls') === protocols[place.protocol].implicitTls
}
