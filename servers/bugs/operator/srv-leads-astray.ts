import { operatorBug } from '../bug.ts'
import { isSrv, withMore, without, withSrv } from './edit-zone.ts'

/** RFC 2782: the target must not be an alias. RFC 6186, by which section 4 has servers advertised, builds on it. */
export const srvToAlias = operatorBug({
  name: 'srv-to-alias',
  violates: ['rfc8314-4-7'],
  zone(zone, { endpoints }) {
    const [alias, host] = [`alias.${zone.origin}`, `mail.${zone.origin}`]
    const port = endpoints.find(({ protocol }) => protocol === 'imaps')!.listeners.default!.port
    return withMore(
      withSrv(zone, 'imaps', { target: alias }),
      { name: alias, type: 'CNAME', data: host },
      // what clients look for there is there
      { name: `_${port}._tcp.${alias}`, type: 'CNAME', data: `_${port}._tcp.${host}` },
    )
  },
})

/** A name without address leads nowhere. */
export const srvToNowhere = operatorBug({
  name: 'srv-to-nowhere',
  violates: ['rfc8314-4-7'],
  zone: (zone) => withSrv(zone, 'imaps', { target: `gone.${zone.origin}` }),
})

/** Nobody has ever listened on port 1. */
export const srvToClosedPort = operatorBug({
  name: 'srv-to-closed-port',
  violates: ['rfc8314-4-7'],
  zone: (zone) => withSrv(zone, 'pop3s', { port: 1 }),
})

/** Whoever follows the record for implicit TLS meets a server that speaks first, in cleartext. */
export const srvToOtherPort = operatorBug({
  name: 'srv-to-other-port',
  violates: ['rfc8314-4-7'],
  zone(zone, { endpoints }) {
    const port = endpoints.find(({ protocol }) => protocol === 'imap')!.listeners.default!.port
    return without(withSrv(zone, 'imaps', { port }), (record) => isSrv(record, 'imap'))
  },
})
