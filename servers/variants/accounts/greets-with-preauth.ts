import { withoutMechanism } from '../../bugs/accounts/mechanisms.ts'
import { variant } from '../../bugs/bug.ts'

/** RFC 8314, sections 3.2 and 4.2: PREAUTH for an accepted certificate, and no EXTERNAL. */
export const greetsWithPreauth = variant({
  name: 'greets-with-preauth',
  endpoint: 'imaps',
  setUps: ['client-certificates'],
  patch: (Base) =>
    class extends withoutMechanism('EXTERNAL')(Base) {
      override greeting() {
        if (this.certifiedName() !== this.settings.certifiedName) return super.greeting()
        this.state = 'authenticated'
        return super.greeting().replace('OK', 'PREAUTH')
      }
    },
})
