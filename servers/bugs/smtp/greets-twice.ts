import type { SmtpServer } from '../../reference/smtp-server.ts'
import type { Answer, ServerClass } from '../../reference/line-server.ts'
import { bug } from '../bug.ts'

/** Says something inside TLS before anybody has asked. */
const speakingFirst = (words: (server: SmtpServer) => Answer) => (Base: ServerClass<SmtpServer>) =>
  class extends Base {
    override async startTls(goAhead: string) {
      const goesOn = await super.startTls(goAhead)
      return goesOn && this.tls ? await this.respond(words(this)) : goesOn
    }
  }

/** The state after the handshake is the one after the greeting, which is not repeated. */
export const greetsTwice = bug({
  name: 'greets-twice',
  violates: ['rfc3207-4.2-lc1'],
  hides: true,
  patch: speakingFirst((server) => server.greeting()),
})

/** The client begins inside TLS; what is sent before it has asked puts all answers behind it off by one. */
export const listsExtensionsUnasked = bug({
  name: 'lists-extensions-unasked',
  violates: ['rfc3207-4.2-lc1'],
  hides: true,
  patch: speakingFirst((server) => server.ehlo('client.example')),
})
