import { operatorBug } from '../bug.ts'
import { withMore, without } from './edit-zone.ts'

/** Section 4.5.1: MX records, instead of relying on A and AAAA for inbound mail. */
export const onlyAnAddress = operatorBug({
  name: 'only-an-address',
  violates: ['rfc8314-4.5.1-lc1'],
  zone: (zone) =>
    withMore(
      without(zone, ({ type }) => type === 'MX'),
      { name: zone.origin, type: 'A', data: '127.0.0.1' },
    ),
})
