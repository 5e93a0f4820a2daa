import { bug } from '../bug.ts'

/** RFC 9051, section 6.2.1: not listed again, whoever logs in meanwhile. */
export const listsStarttlsAfterLogin = bug({
  name: 'lists-starttls-after-login',
  endpoint: 'imap',
  violates: ['imp-rfc9051-6.2.1-7'],
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return this.user !== undefined || super.offersStartTls()
      }
    },
})

/** The same where nobody asks: the list comes with the answer to LOGIN (RFC 9051, section 7.1). */
export const listsStarttlsInAnswerToLogin = bug({
  name: 'lists-starttls-in-answer-to-login',
  endpoint: 'imap',
  violates: ['imp-rfc9051-6.2.1-7'],
  patch: (Base) =>
    class extends Base {
      override login(tag: string, argument: string) {
        const list = ['STARTTLS', ...this.capabilities()].join(' ')
        const answer = super.login(tag, argument)
        return typeof answer === 'string' ? answer.replace(' OK ', ` OK [CAPABILITY ${list}] `) : answer
      }
    },
})

/** And untagged before the answer to AUTHENTICATE. */
export const listsStarttlsBesideAuthenticate = bug({
  name: 'lists-starttls-beside-authenticate',
  endpoint: 'imap',
  violates: ['imp-rfc9051-6.2.1-7'],
  patch: (Base) =>
    class extends Base {
      override async authenticate(tag: string, argument: string) {
        const answer = await super.authenticate(tag, argument)
        if (this.user !== undefined) this.say(`* CAPABILITY ${this.capabilities().join(' ')} STARTTLS`)
        return answer
      }
    },
})
