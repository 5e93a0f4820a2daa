import type { RecordData } from '../../../harness/dns/records.ts'
import type { Zone, ZoneRecord } from '../../../harness/dns/zone.ts'
import type { Protocol } from '../../../harness/subject.ts'

/** Whether a record is an SRV record of one of these services, or of any where none is named. */
export function isSrv(record: ZoneRecord, ...services: readonly Protocol[]): boolean {
  return (
    record.type === 'SRV' && (services.length === 0 || services.some((name) => record.name.startsWith(`_${name}.`)))
  )
}

/** A zone without some of its records. */
export function without(zone: Zone, drop: (record: ZoneRecord) => boolean): Zone {
  return { ...zone, records: zone.records.filter((record) => !drop(record)) }
}

/** A zone with more records. */
export function withMore(zone: Zone, ...more: readonly ZoneRecord[]): Zone {
  return { ...zone, records: [...zone.records, ...more] }
}

/** A zone in which the SRV records of a service hold something else. */
export function withSrv(zone: Zone, service: Protocol, data: Partial<RecordData['SRV']>): Zone {
  return {
    ...zone,
    records: zone.records.map((record) =>
      record.type === 'SRV' && isSrv(record, service) ? { ...record, data: { ...record.data, ...data } } : record,
    ),
  }
}

/** A zone in which every TLSA record holds something else. */
export function withTlsa(zone: Zone, data: Partial<RecordData['TLSA']>): Zone {
  return {
    ...zone,
    records: zone.records.map((record) =>
      record.type === 'TLSA' ? { ...record, data: { ...record.data, ...data } } : record,
    ),
  }
}

/** A zone that says of a service that it is not offered (RFC 6186, section 3.4). */
export function denying(zone: Zone, service: Protocol): Zone {
  const name = `_${service}._tcp.${zone.origin}`
  return withMore(
    without(zone, (record) => isSrv(record, service)),
    { name, type: 'SRV', data: { priority: 0, weight: 0, port: 0, target: '.' } },
  )
}

/** Cuts a zone below a name off: its records, unsigned. */
export function cutOff(zone: Zone, origin: string, of: (record: ZoneRecord) => boolean): Zone[] {
  return [without(zone, of), { origin, signed: false, records: zone.records.filter(of) }]
}
