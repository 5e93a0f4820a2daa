import { variant } from '../../bugs/bug.ts'

const setUps = ['certificate-required'] as const

/** Whoever shows no accepted certificate is told so, and no more. */
export const closesOnStrangersOnImap = variant({
  name: 'closes-on-strangers-on-imap',
  endpoint: 'imap',
  setUps,
  patch: (Base) =>
    class extends Base {
      override policy(tag: string, verb: string) {
        const refusal = super.policy(tag, verb)
        return refusal && { say: '* BYE No acceptable certificate', next: 'close' as const }
      }
    },
})

/** The same on POP3. */
export const closesOnStrangersOnPop3 = variant({
  name: 'closes-on-strangers-on-pop3',
  endpoint: 'pop3',
  setUps,
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        const refusal = super.policy(command)
        return refusal && { say: '-ERR No acceptable certificate', next: 'close' as const }
      }
    },
})

/** Talks to anybody, and lets nobody in without a certificate. */
export const refusesStrangersAtLoginOnImap = variant({
  name: 'refuses-strangers-at-login-on-imap',
  endpoint: 'imap',
  setUps,
  patch: (Base) =>
    class extends Base {
      override policy(tag: string, verb: string) {
        return ['LOGIN', 'AUTHENTICATE'].includes(verb) ? super.policy(tag, verb) : undefined
      }
    },
})

/** The same on POP3. */
export const refusesStrangersAtLoginOnPop3 = variant({
  name: 'refuses-strangers-at-login-on-pop3',
  endpoint: 'pop3',
  setUps,
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return ['PASS', 'AUTH'].includes(command) ? super.policy(command) : undefined
      }
    },
})
