import { variant } from '../../bugs/bug.ts'

/** RFC 5321, section 3.1 lets a greeting have several lines. */
export const greetsInTwoLines = variant({
  name: 'greets-in-two-lines',
  setUps: ['default', 'tls-required'],
  patch: (Base) =>
    class extends Base {
      override greeting() {
        return `220-${this.settings.domain} ESMTP\n220 at your service`
      }
    },
})
