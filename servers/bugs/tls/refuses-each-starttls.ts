import type { Answer } from '../../reference/line-server.ts'
import { bugFamily, starttlsPorts } from '../family.ts'

/** RFC 8314, section 4: STARTTLS is listed and never works, for a reason that lasts; on submission RFC 3207 says so, too. */
export const refusesEachStarttls = bugFamily({
  name: 'refuses-each-starttls',
  endpoints: starttlsPorts,
  violates: { submission: ['rfc3207-3-lc1', 'rfc8314-4-6'], imap: ['rfc8314-4-6'], pop3: ['rfc8314-4-6'] },
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async respond(answer: Answer) {
        if (typeof answer === 'string' || answer.next !== 'start-tls') return await super.respond(answer)
        return await super.respond(
          answer.say.replace('220 2.0.0', '454 4.7.0').replace(' OK ', ' NO ').replace('+OK', '-ERR'),
        )
      }
    },
})
