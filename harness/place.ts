import type { Check } from './check.ts'
import { type Client, type Mode, modes } from './client.ts'
import {
  type Endpoint,
  type Language,
  type Operator,
  type Protocol,
  protocols,
  type Role,
  type SetUp,
  type Subject,
} from './subject.ts'

/** What a client does: one of the protocols that it speaks, in the modes that it has there, or its accounts. */
export interface ClientPlace {
  name: Protocol | 'account'
  /** undefined where it sets up accounts and finds out by itself */
  protocol?: Protocol
  role: 'smtp-client' | 'mua'
  client: Client
  modes: readonly Mode[]
}

/** What a check runs on: an endpoint of the subject, the operator behind all of them, or what a client does. */
export type Place = Endpoint | Operator | ClientPlace

/** Whether a place is a client's. */
export function isClient(place: Place): place is ClientPlace {
  return 'modes' in place
}

/** Whether a role is a client's. */
export function isClientRole(role: Role): boolean {
  return role === 'mua' || role === 'smtp-client'
}

/** Whether a place is the operator behind all endpoints. */
export function isOperator(place: Place): place is Operator {
  return !isClient(place) && !('protocol' in place)
}

/** All places of a subject. */
export function placesOf({
  endpoints,
  operator,
  clients = [],
}: Pick<Subject, 'endpoints' | 'operator' | 'clients'>): Place[] {
  return [...endpoints, ...(operator ? [operator] : []), ...clients.flatMap(clientPlaces)]
}

/** What a client speaks there; servers are told apart by their roles. */
export function protocolOf(place: Place): Protocol | undefined {
  return isClient(place) ? place.protocol : undefined
}

/** Who is judged there. */
export function roleOf(place: Place): Role {
  if (isClient(place)) return place.role
  return isOperator(place) ? 'operator' : protocols[place.protocol].role
}

const protocolsOf = {
  smtp: ['submissions', 'submission'],
  imap: ['imaps', 'imap'],
  pop3: ['pop3s', 'pop3'],
} as const

/** What a client can be judged on; a relay client speaks SMTP only, and without implicit TLS (RFC 8314 is not about it). */
export function clientPlaces(client: Client): ClientPlace[] {
  const { role, speaks, can } = client
  const languages = Object.keys(role === 'mua' ? protocolsOf : { smtp: protocolsOf.smtp }) as Language[]
  const places = languages.flatMap((language) =>
    protocolsOf[language].map((protocol): ClientPlace => {
      const has = (speaks[language] ?? []).filter((mode) => (mode === 'implicit') === protocols[protocol].implicitTls)
      const name = role === 'mua' ? protocol : 'smtp'
      return { name, protocol: name, role, client, modes: role === 'mua' || !has.includes('implicit') ? has : [] }
    }),
  )
  const account: ClientPlace[] = can.includes('set-up') ? [{ name: 'account', role, client, modes: ['default'] }] : []
  return [...places.filter((place) => place.modes.length > 0), ...account]
}

/** The set-up, or for a client the mode, that a check runs in there: its own, or the default where that will do. */
export function setUpFor(check: Check, place: Place): SetUp | Mode {
  if (isClient(place)) return modeFor(check, place)
  return isOperator(place) || (check.orDefault && !place.listeners[check.setUp]) ? 'default' : check.setUp
}

/** What tells the result of a check in a place from all others of a run. */
export function keyOf(check: Check, place: Place): string {
  return `${check.id}@${place.name}#${setUpFor(check, place)}`
}

function modeFor({ mode = 'required', orIfPossible }: Check, { protocol, modes }: ClientPlace): Mode {
  if (mode !== 'required') return mode
  if (!protocol) return 'default'
  if (protocols[protocol].implicitTls) return 'implicit'
  const cannotDemand = modes.includes('starttls-if-possible') && !modes.includes('starttls-required')
  return orIfPossible && cannotDemand ? 'starttls-if-possible' : 'starttls-required'
}

/** Whether a check has anything to say there: RFC 3207 has nothing where TLS comes first. */
export function concerns({ roles, ports, languages }: Check, place: Place): boolean {
  if (!roles.includes(roleOf(place))) return false
  if (isOperator(place)) return true
  if (!place.protocol) return ports === 'account'
  const { implicitTls, language } = protocols[place.protocol]
  if (ports === 'account' || (languages && !languages.includes(language))) return false
  return ports === 'any' || (ports === 'implicit-tls') === implicitTls
}

/** Says what a mode asks of a client. */
export function modeText(mode: Mode): string {
  return `${mode} (${modes[mode]})`
}
