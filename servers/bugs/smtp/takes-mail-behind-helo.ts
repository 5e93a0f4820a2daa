import { bug } from '../bug.ts'

/** Section 4: TLS is asked of those who say EHLO, and forgotten for those who say HELO. */
export const takesMailBehindHelo = bug({
  name: 'takes-mail-behind-helo',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      #old = false
      override helloOld(name: string) {
        this.#old = true
        return super.helloOld(name)
      }
      override policy(command: string) {
        return command === 'HELO' || (this.#old && command === 'MAIL') ? undefined : super.policy(command)
      }
    },
})
