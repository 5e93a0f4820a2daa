import { operatorBug } from '../bug.ts'
import { without, withTlsa } from './edit-zone.ts'

/** Section 4.5.4: the records are about the keys that are in use; these are about the one before. */
export const staleTlsa = operatorBug({
  name: 'stale-tlsa',
  violates: ['rfc8314-4.5.4-1'],
  zone: (zone) => withTlsa(zone, { association: 'ab'.repeat(32) }),
})

/** Section 4.5.4: a signed zone may and ought to have them. */
export const noTlsa = operatorBug({
  name: 'no-tlsa',
  violates: ['rfc8314-4.5.4-1'],
  zone: (zone) => without(zone, ({ type }) => type === 'TLSA'),
})
