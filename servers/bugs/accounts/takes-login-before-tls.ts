import { bug } from '../bug.ts'

/** RFC 2595, section 3.2: a server that lists LOGINDISABLED answers LOGIN with NO; sections 2.2 and 2.3: it must be refusable. */
export const takesLoginBeforeTls = bug({
  name: 'takes-login-before-tls',
  violates: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc2595-3.2-2'],
  setUp: 'tls-required',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      #logsIn = false
      override login(tag: string, argument: string) {
        this.#logsIn = true
        const answer = super.login(tag, argument)
        this.#logsIn = false
        return answer
      }
      override takesPasswords() {
        return this.#logsIn || super.takesPasswords()
      }
    },
})

/** The same sections: USER and PASS are a clear-text login command. */
export const takesUserBeforeTls = bug({
  name: 'takes-user-before-tls',
  violates: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1'],
  setUp: 'tls-required',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        return command === 'USER' ? this.name(argument) : await super.run(command, argument)
      }
    },
})
