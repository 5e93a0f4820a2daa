import { variant } from '../../bugs/bug.ts'

/** RFC 5321, section 3.3 has 554 for DATA without recipients, beside 503; HELO is refused with the rest. */
export const missesRecipientsBeforeTls = variant({
  name: 'misses-recipients-before-tls',
  setUps: ['tls-required'],
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        const refusal = super.policy(command)
        return refusal && command === 'DATA' && !this.tls ? '554 5.5.1 No valid recipients' : refusal
      }
    },
})
