import { bug } from '../bug.ts'
import { plaintextClauses } from './behind-upgrade.ts'

/** An injected AUTHENTICATE says nothing, and takes the first command inside TLS for its response. */
export const remembersInjectedSaslOnImap = bug({
  name: 'remembers-injected-sasl-on-imap',
  endpoint: 'imap',
  violates: plaintextClauses.imap,
  patch: (Base) =>
    class extends Base {
      exchange?: string
      override async plaintext(early: Buffer) {
        this.exchange = /^(\S+) AUTHENTICATE PLAIN\r\n$/.exec(early.toString())?.[1]
        return {}
      }
      override async answer(line: string) {
        const tag = this.exchange
        this.exchange = undefined
        return tag && this.tls ? `${tag} BAD That is no base64` : await super.answer(line)
      }
    },
})

/** The same on POP3. */
export const remembersInjectedSaslOnPop3 = bug({
  name: 'remembers-injected-sasl-on-pop3',
  endpoint: 'pop3',
  violates: plaintextClauses.pop3,
  patch: (Base) =>
    class extends Base {
      exchange = false
      override async plaintext(early: Buffer) {
        this.exchange = early.toString() === 'AUTH PLAIN\r\n'
        return {}
      }
      override async answer(line: string) {
        const begun = this.exchange
        this.exchange = false
        return begun && this.tls ? '-ERR That is no base64' : await super.answer(line)
      }
    },
})
