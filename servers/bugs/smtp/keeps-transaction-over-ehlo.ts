import type { SmtpServer } from '../../reference/smtp-server.ts'
import { bug } from '../bug.ts'

/** The envelope from before TLS comes back with EHLO. */
export const keepsTransactionOverEhlo = bug({
  name: 'keeps-transaction-over-ehlo',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      kept?: SmtpServer['transaction']
      override forget() {
        this.kept = this.transaction
        super.forget()
      }
      override ehlo(name: string) {
        const answer = super.ehlo(name)
        this.transaction = this.kept
        return answer
      }
    },
})
