import { variant } from '../../bugs/bug.ts'

/** Nobody has to take STARTTLS there. */
export const refusesStarttlsInTransaction = variant({
  name: 'refuses-starttls-in-transaction',
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.transaction ? '503 5.5.1 Not within a transaction' : super.starttls(parameter)
      }
    },
})
