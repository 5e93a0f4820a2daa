import type { Exchange } from '../../reference/account-server.ts'
import { bug } from '../bug.ts'
import { bugFamily, type CommonPatch, starttlsPorts } from '../family.ts'

/** RFC 4954, section 4: "*" draws 501; RFC 3501, section 6.2.2: a tagged BAD. */
export const decodesTheAsterisk = bugFamily({
  name: 'decodes-the-asterisk',
  endpoints: ['submission', 'imap'],
  violates: { submission: ['imp-rfc4954-4-6'], imap: ['imp-rfc3501-6.2.2-4'] },
  patch: (Base) =>
    class extends Base {
      override async sasl(exchange: Exchange) {
        const outcome = await super.sasl(exchange)
        return outcome === 'cancelled' ? 'refused' : outcome
      }
    },
})

/** RFC 5034, section 4: "*" draws -ERR. */
export const acceptsTheAsterisk = bug({
  name: 'accepts-the-asterisk',
  violates: ['imp-rfc5034-4-4'],
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async auth(argument: string) {
        const answer = await super.auth(argument)
        return answer === '-ERR Cancelled' ? '+OK Cancelled' : answer
      }
    },
})

const askingWithText: CommonPatch = (Base) =>
  class extends Base {
    override say(text: string) {
      super.say(text === '334 ' || text === '+ ' ? `${text}UGFzc3dvcmQ6` : text)
    }
  }

/** RFC 4954 and RFC 5034, section 4: a challenge where the client begins is empty. */
export const asksWithText = bugFamily({
  name: 'asks-with-text',
  endpoints: ['submission', 'pop3'],
  violates: { submission: ['imp-rfc4954-4-7'], pop3: ['imp-rfc5034-4-5'] },
  patch: askingWithText,
})

/** The same, and RFC 4422, appendix A.1, for EXTERNAL. */
export const asksForExternalWithText = bugFamily({
  name: 'asks-for-external-with-text',
  endpoints: starttlsPorts,
  violates: {
    submission: ['imp-rfc4422-A-d1', 'imp-rfc4954-4-7'],
    imap: ['imp-rfc4422-A-d1'],
    pop3: ['imp-rfc4422-A-d1', 'imp-rfc5034-4-5'],
  },
  setUp: 'client-certificates',
  patch: askingWithText,
})

/** RFC 4954 and RFC 5034, section 4: without an initial response the exchange goes on with a challenge. */
export const needsAnInitialResponse = bugFamily({
  name: 'needs-an-initial-response',
  endpoints: ['submission', 'pop3'],
  violates: { submission: ['imp-rfc4954-4-7'], pop3: ['imp-rfc5034-4-5'] },
  hides: true, // there is no exchange to cancel
  patch: (Base) =>
    class extends Base {
      override async sasl(exchange: Exchange) {
        return exchange.initial === undefined ? 'refused' : await super.sasl(exchange)
      }
    },
})
