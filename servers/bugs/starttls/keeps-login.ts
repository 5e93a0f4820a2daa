import { bug } from '../bug.ts'
import { stateClauses } from './behind-upgrade.ts'

/** STARTTLS is for those who are not logged in, and they remain so (RFC 3501, section 6.2.1). */
export const keepsLoginOnImap = bug({
  name: 'keeps-login-on-imap',
  endpoint: 'imap',
  violates: stateClauses.imap,
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, parameter: string) {
        if (this.tls) return super.starttls(tag, parameter)
        return { say: `${tag} OK Begin TLS negotiation now`, next: 'start-tls' as const }
      }
      override forget() {}
    },
})

/** STLS is for the AUTHORIZATION state, and stays there (RFC 2595, section 4). */
export const keepsLoginOnPop3 = bug({
  name: 'keeps-login-on-pop3',
  endpoint: 'pop3',
  violates: stateClauses.pop3,
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        return command === 'STLS' ? this.stls(argument) : await super.run(command, argument)
      }
      override forget() {}
    },
})

/** The same, of a login by LOGIN alone: that by SASL is forgotten. */
export const keepsLoginByCommandOnImap = bug({
  name: 'keeps-login-by-command-on-imap',
  endpoint: 'imap',
  violates: stateClauses.imap,
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      #byCommand = false
      override answer(line: string) {
        this.#byCommand ||= /^\S+ LOGIN /i.test(line)
        return super.answer(line)
      }
      override starttls(tag: string, parameter: string) {
        if (this.tls || !this.#byCommand) return super.starttls(tag, parameter)
        return { say: `${tag} OK Begin TLS negotiation now`, next: 'start-tls' as const }
      }
      override forget() {
        if (!this.#byCommand) super.forget()
      }
    },
})

/** The same, of a login by USER and PASS alone. */
export const keepsLoginByCommandOnPop3 = bug({
  name: 'keeps-login-by-command-on-pop3',
  endpoint: 'pop3',
  violates: stateClauses.pop3,
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      #byCommand = false
      override async run(command: string, argument: string) {
        this.#byCommand ||= command === 'PASS'
        return command === 'STLS' && this.#byCommand ? this.stls(argument) : await super.run(command, argument)
      }
      override forget() {
        if (!this.#byCommand) super.forget()
      }
    },
})
