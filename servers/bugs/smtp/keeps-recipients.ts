import { bug } from '../bug.ts'

/** The sender is forgotten, and a new MAIL goes on with the recipients from before TLS. */
export const keepsRecipients = bug({
  name: 'keeps-recipients',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      kept: string[] = []
      override forget() {
        this.kept = this.transaction?.to ?? []
        super.forget()
      }
      override mail(argument: string) {
        const answer = super.mail(argument)
        this.transaction?.to.push(...this.kept)
        return answer
      }
    },
})
