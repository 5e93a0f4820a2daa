import { bug } from '../bug.ts'

/** The state after the handshake is the one after the greeting, which is not repeated. */
export const greetsTwice = bug({
  name: 'greets-twice',
  violates: ['rfc3207-4.2-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const goesOn = await super.startTls(goAhead)
        if (goesOn && this.tls) this.say(this.greeting())
        return goesOn
      }
    },
})
