import { bug } from '../bug.ts'
import { offeringApop } from '../../variants/accounts/offers-apop.ts'
import { offeringCramMd5 } from '../../variants/accounts/offers-cram-md5.ts'

/** Section 4.1: "credentials" are not passwords alone; a digest of one may be as right or as wrong. */
export const tellsTheRightApop = bug({
  name: 'tells-the-right-apop',
  violates: ['rfc8314-4.1-3', 'rfc8314-4.1-4'],
  setUp: 'user-barred',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends offeringApop(Base) {
      override apop(user: string, digest: string) {
        const right = digest === this.digestOf(this.settings.account.password)
        return !this.tls && right ? '-ERR [AUTH] Not without TLS' : super.apop(user, digest)
      }
    },
})

export const tellsTheRightCramMd5 = bug({
  name: 'tells-the-right-cram-md5',
  violates: ['rfc8314-4.1-3', 'rfc8314-4.1-4'],
  setUp: 'user-barred',
  endpoint: 'imap',
  patch: (Base) =>
    class extends offeringCramMd5(Base) {
      barred = false
      override rightDigest(response: string, challenge: string) {
        this.barred = super.rightDigest(response, challenge) && !this.tls
        return super.rightDigest(response, challenge)
      }
      override loggedIn(tag: string, user?: string) {
        return this.barred ? `${tag} NO [PRIVACYREQUIRED] Not without TLS` : super.loggedIn(tag, user)
      }
    },
})
