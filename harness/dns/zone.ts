import { isWithin, normaliseName } from './names.ts'
import type { DnsRecord, RecordData, RecordType } from './records.ts'

/** A zone of a test. Its SOA need not be given; names are absolute and need no dot at their end. */
export interface Zone {
  /** the root, ".", knows all names that no other zone has */
  origin: string
  /** whether it validates: then answers from it are authenticated */
  signed: boolean
  records: ZoneRecord[]
  /** what goes wrong with questions about it */
  misbehaves?: Misbehaviour
}

export type ZoneRecord = { [T in RecordType]: { name: string; type: T; data: RecordData[T]; ttl?: number } }[RecordType]

/** `servfail` is what a zone with wrong signatures gets; `loops` leads from alias to alias. */
export type Misbehaviour = 'silent' | 'servfail' | 'truncates' | 'loops' | 'garbage' | 'wrong-id'

/** What there is to answer. */
export interface ZoneAnswer {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  answers: DnsRecord[]
  authorities: DnsRecord[]
  /** the zones that it comes from */
  zones: Zone[]
}

/** Answers a question from these zones, as a resolver does: aliases are followed as long as a zone has them. */
export function lookUp(zones: Zone[], name: string, type: RecordType): ZoneAnswer {
  const answers: DnsRecord[] = []
  const used: Zone[] = []
  for (let current = normaliseName(name); ;) {
    const zone = zoneOf(zones, current, type)
    if (!zone) return { rcode: answers.length > 0 ? 'NOERROR' : 'REFUSED', answers, authorities: [], zones: used }
    used.push(zone)
    const records = recordsOf(zone)
    const here = records.filter((record) => record.name === current)
    const found = here.filter((record) => record.type === type)
    const alias = here.find((record) => record.type === 'CNAME')
    const looped = answers.some((record) => record.name === current)
    if (found.length > 0 || alias?.type !== 'CNAME' || looped) {
      const exists = records.some((record) => isWithin(record.name, current))
      const authorities = found.length > 0 || looped ? [] : records.filter((record) => record.type === 'SOA')
      answers.push(...(looped ? [] : found))
      return { rcode: exists ? 'NOERROR' : 'NXDOMAIN', answers, authorities, zones: used }
    }
    answers.push(alias)
    current = alias.data
  }
}

/** The zone that is nearest to a name. A DS record belongs to the zone above, where that is one of ours. */
function zoneOf(zones: Zone[], name: string, type: RecordType): Zone | undefined {
  const [nearest, above] = zones
    .map((zone) => ({ ...zone, origin: normaliseName(zone.origin) }))
    .filter(({ origin }) => isWithin(name, origin))
    .toSorted((one, other) => depth(other.origin) - depth(one.origin))
  return type === 'DS' && name === nearest?.origin ? (above ?? nearest) : nearest
}

function depth(origin: string): number {
  return origin === '.' ? 0 : origin.length
}

function recordsOf({ origin, records }: Zone): DnsRecord[] {
  const soa = { name: origin, type: 'SOA', data: { mname: origin, rname: origin, serial: 1 } } as const
  const own = records.some(({ type }) => type === 'SOA') ? [] : [soa]
  return [...own, ...records].map((record) => ({ ttl: 300, ...record, name: normaliseName(record.name) }))
}
