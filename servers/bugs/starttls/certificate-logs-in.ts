import { bug } from '../bug.ts'
import { stateClauses } from './behind-upgrade.ts'

/** RFC 3501, section 6.2.1: client credentials in the handshake log nobody in by themselves. */
export const certificateLogsInOnImap = bug({
  name: 'certificate-logs-in-on-imap',
  endpoint: 'imap',
  violates: stateClauses.imap,
  setUp: 'client-certificates',
  patch: (Base) =>
    class extends Base {
      override async run(tag: string, verb: string, argument: string) {
        if (verb === 'LIST' && this.certifiedName()) return this.onMailbox(tag, verb, argument)
        return await super.run(tag, verb, argument)
      }
    },
})

/** RFC 2595, section 4: the same of POP3. */
export const certificateLogsInOnPop3 = bug({
  name: 'certificate-logs-in-on-pop3',
  endpoint: 'pop3',
  violates: stateClauses.pop3,
  setUp: 'client-certificates',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        if (command === 'STAT' && this.certifiedName()) return this.onMailbox(command, argument)
        return await super.run(command, argument)
      }
    },
})
