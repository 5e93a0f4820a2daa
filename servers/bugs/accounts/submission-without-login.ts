import type { SmtpServer } from '../../reference/smtp-server.ts'
import type { ServerClass } from '../../reference/line-server.ts'
import { bug } from '../bug.ts'

const withoutLogin = (Base: ServerClass<SmtpServer>) =>
  class extends Base {
    override mail(argument: string) {
      const { user } = this
      this.user ??= ''
      const answer = super.mail(argument)
      this.user = user
      return answer
    }
  }

/** RFC 6409, section 4.3: the error is issued to MAIL. */
export const refusesSubmissionAtRcpt = bug({
  name: 'refuses-submission-at-rcpt',
  violates: ['imp-rfc6409-4.3-1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends withoutLogin(Base) {
      override rcpt(argument: string) {
        return this.user === undefined && this.transaction ? '530 5.7.0 Authentication required' : super.rcpt(argument)
      }
    },
})

/** The same; that whoever comes first is asked to come again is fine, as far as 530 goes. */
export const greylistsBeforeLogin = bug({
  name: 'greylists-before-login',
  violates: ['imp-rfc6409-4.3-1'],
  endpoint: 'submissions',
  hides: true, // 530 never comes
  patch: (Base) =>
    class extends withoutLogin(Base) {
      override rcpt(argument: string) {
        if (this.user !== undefined) return super.rcpt(argument)
        return argument.includes(this.settings.mailbox) ? '450 4.7.1 Greylisted' : '530 5.7.0 Authentication required'
      }
    },
})

const forAnybody = (Base: ServerClass<SmtpServer>) =>
  class extends withoutLogin(Base) {
    override takesMailFor() {
      return true
    }
  }

const on587 = ['imp-rfc5068-3.1-4', 'imp-rfc5068-3.2-3']
const on465 = ['imp-rfc5068-3.1-4', 'imp-rfc5068-3.2-4']

/** RFC 6409, section 4.3; RFC 5068, section 3.1: also a message that stays at home; section 3.2: port 587 requires it. */
export const takesLocalMailOnSubmission = bug({
  name: 'takes-local-mail-on-submission',
  violates: ['imp-rfc6409-4.3-1', ...on587],
  endpoint: 'submission',
  patch: withoutLogin,
})

/** The same of another submission port, of which RFC 5068 has a SHOULD: not enough to break RFC 8314, section 3.3. */
export const takesLocalMailOnSubmissions = bug({
  name: 'takes-local-mail-on-submissions',
  violates: ['imp-rfc6409-4.3-1', ...on465],
  endpoint: 'submissions',
  patch: withoutLogin,
})

/** And RFC 5068, section 3.2: no open relay. RFC 6409, section 4.3 spares a network that is trusted, which looks the same. */
export const relaysForAnybodyOnSubmission = bug({
  name: 'relays-for-anybody-on-submission',
  violates: [...on587, 'imp-rfc5068-3.2-6'],
  endpoint: 'submission',
  hides: true, // an open relay trusts everybody
  patch: forAnybody,
})

export const relaysForAnybodyOnSubmissions = bug({
  name: 'relays-for-anybody-on-submissions',
  violates: [...on465, 'imp-rfc5068-3.2-6'],
  endpoint: 'submissions',
  hides: true, // the same
  patch: forAnybody,
})
