import type { ZoneRecord } from '../../../harness/dns/zone.ts'
import { operatorVariant } from '../../bugs/bug.ts'
import { isSrv, withMore, without } from '../../bugs/operator/edit-zone.ts'

/** Two hosts for each service, of which one is chosen by weight (RFC 2782). */
export const severalTargets = operatorVariant({
  name: 'several-targets',
  certificate: { names: { dns: ['mail.example.org', 'mail2.example.org'] } },
  zone(zone) {
    const host = `mail2.${zone.origin}`
    const again = zone.records.flatMap((record): ZoneRecord[] => {
      if (record.type === 'SRV') return [{ ...record, data: { ...record.data, target: host, weight: 3 } }]
      return record.type === 'TLSA' ? [{ ...record, name: record.name.replace('mail.', 'mail2.') }] : []
    })
    return withMore(zone, { name: host, type: 'A', data: '127.0.0.1' }, ...again)
  },
})

/** A client goes on to the next server where one is down (RFC 2782). */
export const oneOfTwoServersIsDown = operatorVariant({
  name: 'one-of-two-servers-is-down',
  zone: (zone) =>
    withMore(zone, {
      name: `_imaps._tcp.${zone.origin}`,
      type: 'SRV',
      data: { priority: 1, weight: 1, port: 1, target: `mail.${zone.origin}` },
    }),
})

/** The name of an SRV record may be an alias, as where somebody else runs the service; its target may not. */
export const srvByAlias = operatorVariant({
  name: 'srv-by-alias',
  zone(zone) {
    const away = (name: string) => name.replace('_tcp.', '_tcp.provider.')
    const services = zone.records.filter((record) => isSrv(record))
    return withMore(
      without(zone, (record) => isSrv(record)),
      ...services.flatMap((record): ZoneRecord[] => [
        { name: record.name, type: 'CNAME', data: away(record.name) },
        { ...record, name: away(record.name) },
      ]),
    )
  },
})

/** RFC 6186, section 3.4: an operator without a preference gives IMAP and POP3 the same priorities. */
export const noPreference = operatorVariant({
  name: 'no-preference-between-imap-and-pop3',
  zone: (zone) => ({
    ...zone,
    records: zone.records.map((record) =>
      record.type === 'SRV'
        ? { ...record, data: { ...record.data, priority: record.name.includes('s._tcp') ? 5 : 6 } }
        : record,
    ),
  }),
})
