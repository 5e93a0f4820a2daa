import { variant } from '../../bugs/bug.ts'

/** Wants EHLO first, as Exim does. */
export const refusesStarttlsBeforeEhlo = variant({
  name: 'refuses-starttls-before-ehlo',
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.helo ? super.starttls(parameter) : '503 5.5.1 Send EHLO first'
      }
    },
})
