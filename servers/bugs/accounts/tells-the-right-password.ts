import { bug } from '../bug.ts'
import { bugFamily, starttlsPorts } from '../family.ts'
import type { Answer } from '../../reference/line-server.ts'

const both = ['rfc8314-4.1-3', 'rfc8314-4.1-4']

/** Section 4.1: another text for the right password is an indication that it was right. */
export const tellsTheRightPassword = bugFamily({
  name: 'tells-the-right-password',
  endpoints: starttlsPorts,
  violates: both,
  setUp: 'user-barred',
  patch: (Base) =>
    class extends Base {
      barred = false
      override withPassword(user: string, password: string) {
        this.barred = !this.tls && password === this.settings.account.password
        return super.withPassword(user, password)
      }
      override say(text: string) {
        super.say(this.barred ? `${text}, not without TLS` : text)
      }
    },
})

/** So is the end of the connection behind the same text. */
export const closesOnTheRightPassword = bugFamily({
  name: 'closes-on-the-right-password',
  endpoints: starttlsPorts,
  violates: both,
  setUp: 'user-barred',
  patch: (Base) =>
    class extends Base {
      barred = false
      override withPassword(user: string, password: string) {
        this.barred = !this.tls && password === this.settings.account.password
        return super.withPassword(user, password)
      }
      override async respond(answer: Answer) {
        return (await super.respond(answer)) && !this.barred
      }
    },
})

/** Nor is it kept to oneself by taking the login back: OK and BYE. */
export const takesTheLoginBack = bug({
  name: 'takes-the-login-back',
  violates: both,
  setUp: 'user-barred',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override withPassword(user: string, password: string) {
        return password === this.settings.account.password ? user : super.withPassword(user, password)
      }
      override loggedIn(tag: string, user?: string): Answer {
        const answer = super.loggedIn(tag, user)
        if (this.tls || user === undefined) return answer
        return { say: `${tag} OK Logged in\n* BYE Not without TLS`, next: 'close' }
      }
    },
})
