import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** EHLO from before TLS counts inside it, where a login is due before MAIL, and EHLO before a login. */
export const keepsEhloOnSubmission = bug({
  name: 'keeps-ehlo-on-submission',
  violates: ['rfc3207-4.2-1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends keeping('helo')(Base) {
      override async auth(argument: string) {
        return this.helo ? super.auth(argument) : '503 5.5.1 Send EHLO first'
      }
    },
})
