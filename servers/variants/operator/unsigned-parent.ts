import { operatorVariant } from '../../bugs/bug.ts'
import { without } from '../../bugs/operator/edit-zone.ts'

/** Section 4.5.3: "if and when the parent DNS zone supports doing so". Without signatures there must be no TLSA. */
export const unsignedParent = operatorVariant({
  name: 'unsigned-parent',
  zone: (zone) => [
    { ...without(zone, ({ type }) => type === 'TLSA'), signed: false },
    { origin: zone.origin.slice(zone.origin.indexOf('.') + 1), signed: false, records: [] },
  ],
})
