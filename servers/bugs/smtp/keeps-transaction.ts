import { bug } from '../bug.ts'

/** MAIL from before TLS goes on inside it. */
export const keepsTransaction = bug({
  name: 'keeps-transaction',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override forget() {
        const { transaction } = this
        super.forget()
        this.transaction = transaction
      }
    },
})
