import { bug } from '../bug.ts'
import { stateClauses } from './behind-upgrade.ts'

/** RFC 3501, section 6.2.1: the state remains the one before a login, and here there is none at all. */
export const starttlsLogsInOnImap = bug({
  name: 'starttls-logs-in-on-imap',
  endpoint: 'imap',
  violates: stateClauses.imap,
  hides: true,
  patch: (Base) =>
    class extends Base {
      override forget() {
        super.forget()
        this.state = 'authenticated'
      }
    },
})

/** RFC 2595, section 4: the same of POP3, where AUTH goes on to work. */
export const starttlsLogsInOnPop3 = bug({
  name: 'starttls-logs-in-on-pop3',
  endpoint: 'pop3',
  violates: stateClauses.pop3,
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        return command === 'STAT' && this.tls ? this.onMailbox(command, argument) : await super.run(command, argument)
      }
    },
})
