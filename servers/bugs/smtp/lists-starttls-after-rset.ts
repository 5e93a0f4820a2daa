import { bug } from '../bug.ts'

/** RSET sets too much back. */
export const listsStarttlsAfterRset = bug({
  name: 'lists-starttls-after-rset',
  violates: ['rfc3207-4.2-7'],
  patch: (Base) =>
    class extends Base {
      wasReset = false
      override rset() {
        this.wasReset = true
        return super.rset()
      }
      override offersStartTls() {
        return this.wasReset || super.offersStartTls()
      }
    },
})
