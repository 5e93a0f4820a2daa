import { variant } from '../../bugs/bug.ts'

/** Greylists whoever comes without TLS: a recipient that was not taken cannot be kept. */
export const takesRecipientsInsideTls = variant({
  name: 'takes-recipients-inside-tls',
  patch: (Base) =>
    class extends Base {
      override rcpt(argument: string) {
        return this.transaction && !this.tls ? '450 4.7.1 Greylisted' : super.rcpt(argument)
      }
    },
})
