import { operatorBug } from '../bug.ts'
import { cutOff, isSrv } from './edit-zone.ts'

/** Section 4.5: the zone above is signed, and this one is not; TLSA must not stand in it then. */
export const unsignedZone = operatorBug({
  name: 'unsigned-zone',
  violates: ['rfc8314-4.5.3-1', 'rfc8314-4.5.1-lc1', 'rfc8314-4.5.4-2'],
  zone: (zone) => ({ ...zone, signed: false }),
})

/** Section 4.5.3: SRV records help clients, and stand in a zone of their own that nobody has signed. */
export const unsignedSrv = operatorBug({
  name: 'unsigned-srv',
  violates: ['rfc8314-4.5.3-1'],
  zone: (zone) => cutOff(zone, `_tcp.${zone.origin}`, (record) => isSrv(record)),
})

/** Section 4.5.4: the TLSA records stand in such a zone. */
export const unsignedTlsa = operatorBug({
  name: 'unsigned-tlsa',
  violates: ['rfc8314-4.5.4-2'],
  zone: (zone) => cutOff(zone, `_tcp.mail.${zone.origin}`, ({ type }) => type === 'TLSA'),
})
