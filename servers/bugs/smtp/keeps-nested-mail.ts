import { bug } from '../bug.ts'

/** The sender is forgotten, but not that there was one. */
export const keepsNestedMail = bug({
  name: 'keeps-nested-mail',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      nested = false
      override forget() {
        this.nested = this.transaction !== undefined
        super.forget()
      }
      override rset() {
        this.nested = false
        return super.rset()
      }
      override mail(argument: string) {
        return this.nested ? '503 5.5.1 Nested MAIL command' : super.mail(argument)
      }
    },
})
