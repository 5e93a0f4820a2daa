import type { SmtpServer } from '../../reference/smtp-server.ts'
import type { ServerClass } from '../../reference/line-server.ts'
import { bug } from '../bug.ts'

const refusing = (refusal: string) => (Base: ServerClass<SmtpServer>) =>
  class extends Base {
    override mail(argument: string) {
      const answer = super.mail(argument)
      return answer === '530 5.7.0 Authentication required' ? refusal : answer
    }
  }

/** RFC 4954, section 6: 530. */
export const refusesSubmissionWith550 = bug({
  name: 'refuses-submission-with-550',
  violates: ['imp-rfc4954-6-6'],
  endpoint: 'submission',
  patch: refusing('550 5.7.0 Authentication required'),
})

/** RFC 4954, section 6: those who send enhanced codes use the suggested one. */
export const refusesSubmissionWith571 = bug({
  name: 'refuses-submission-with-5-7-1',
  violates: ['imp-rfc4954-6-6'],
  endpoint: 'submissions',
  patch: refusing('530 5.7.1 Authentication required'),
})

const withoutAuth = (Base: ServerClass<SmtpServer>) =>
  class extends Base {
    override mechanisms() {
      return []
    }
  }

/** RFC 6409, section 7: AUTH must be supported. */
export const hasNoAuthOnSubmission = bug({
  name: 'has-no-auth-on-submission',
  violates: ['imp-rfc6409-7-23'],
  endpoint: 'submission',
  hides: true, // nobody can log in
  patch: withoutAuth,
})

/** The same; and RFC 8314, section 3.3, which says so of port 465. */
export const hasNoAuthOnSubmissions = bug({
  name: 'has-no-auth-on-submissions',
  violates: ['imp-rfc6409-7-23', 'rfc8314-3.3-lc3'],
  endpoint: 'submissions',
  hides: true, // nobody can log in
  patch: withoutAuth,
})
