import { bug } from '../bug.ts'

/** The client begins inside TLS; what is sent before it has asked puts all answers behind it off by one. */
export const listsExtensionsUnasked = bug({
  name: 'lists-extensions-unasked',
  violates: ['rfc3207-4.2-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const goesOn = await super.startTls(goAhead)
        if (goesOn && this.tls) await this.respond(this.ehlo('client.example'))
        return goesOn
      }
    },
})
