import { variant } from '../../bugs/bug.ts'

/** RFC 8314 asks for the clause where a field is written. */
export const writesNoReceivedField = variant({
  name: 'writes-no-received-field',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override received() {
        return 'X-Trace: none'
      }
    },
})
