import { operatorVariant } from '../../bugs/bug.ts'
import { withMore, without } from '../../bugs/operator/edit-zone.ts'

/** A domain that takes no mail has no MX, and no address either. */
export const noMx = operatorVariant({ name: 'no-mx', zone: (zone) => without(zone, ({ type }) => type === 'MX') })

/** RFC 7505. */
export const nullMx = operatorVariant({
  name: 'null-mx',
  zone: (zone) =>
    withMore(
      without(zone, ({ type }) => type === 'MX'),
      { name: zone.origin, type: 'MX', data: { preference: 0, exchange: '.' } },
    ),
})

/** Somebody else takes the mail, and signs what is about that or not. */
export const mxElsewhere = operatorVariant({
  name: 'mx-elsewhere',
  zone: (zone) => [
    withMore(
      without(zone, ({ type }) => type === 'MX'),
      { name: zone.origin, type: 'MX', data: { preference: 10, exchange: 'mx.elsewhere.org' } },
    ),
    {
      origin: 'elsewhere.org',
      signed: false,
      records: [
        { name: 'mx.elsewhere.org', type: 'A', data: '127.0.0.1' },
        {
          name: '_25._tcp.mx.elsewhere.org',
          type: 'TLSA',
          data: { usage: 3, selector: 1, matchingType: 1, association: 'ab'.repeat(32) },
        },
      ],
    },
  ],
})
