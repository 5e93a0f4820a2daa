import { clientBug } from '../bug.ts'

/** RFC 3207, section 4: 454 says that there is no TLS now, and leaves the choice what to do without. */
export const startsTlsBehind454 = clientBug({
  name: 'starts-tls-behind-454',
  place: 'submission',
  violates: ['rfc3207-4-lc2'],
  patch: (Base) =>
    class extends Base {
      override async starttls() {
        const askForTls = this.dialogue.askForTls.bind(this.dialogue)
        this.dialogue.askForTls = async () => {
          const answer = await askForTls()
          return answer.shape.startsWith('454') ? { ...answer, accepted: true } : answer
        }
        this.dialogue.isGoAhead = ({ accepted }) => accepted
        await super.starttls()
      }
    },
})

/** RFC 2920, section 3.1: the answer to NOOP says nothing about STARTTLS, behind which a 454 came then. */
export const takesTheFirstStatusOfAGroup = clientBug({
  name: 'takes-the-first-status-of-a-group',
  place: 'smtp',
  violates: ['imp-rfc2920-3.1-1', 'rfc3207-4-lc2'],
  patch: {
    smtp: (Base) =>
      class extends Base {
        override async starttls() {
          this.dialogue.askForTls = async () => {
            const first = await this.dialogue.command('NOOP\r\nSTARTTLS')
            await this.dialogue.reply()
            return first
          }
          this.dialogue.isGoAhead = ({ accepted }) => accepted
          await super.starttls()
        }
      },
  },
})

/** RFC 3207, section 4: whoever cannot begin the handshake ends the connection. */
export const carriesOnWithBrokenTrust = clientBug({
  name: 'carries-on-with-broken-trust',
  place: 'submission',
  violates: ['rfc3207-4-5'],
  patch: (Base) =>
    class extends Base {
      override async startTls(toSession?: Buffer) {
        return this.order.trust.length > 100 ? await super.startTls(toSession) : false
      }
    },
})
