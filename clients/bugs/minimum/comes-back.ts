import { clientBugFamily } from '../bug.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { LoginRefused } from '../../reference/refused.ts'
import { everyStarttlsPlace, theMinimum } from './clauses.ts'
import { comingBack } from './handshake.ts'

/** RFC 8314, section 5.2: that a login is refused inside TLS is no leave to try it without. */
export const comesBackBehindARefusedLogin = clientBugFamily({
  name: 'comes-back-behind-a-refused-login',
  places: ['submission', 'imap', 'pop3'],
  violates: theMinimum,
  patch: (Base) =>
    class extends comingBack(Base) {
      override takesForLeave(error: unknown) {
        return this.tls && error instanceof LoginRefused
      }
    },
})

/** Nor is a server that hangs up where STARTTLS is to be answered. */
export const comesBackWhereStarttlsIsCut = clientBugFamily({
  name: 'comes-back-where-starttls-is-cut',
  places: everyStarttlsPlace,
  violates: theMinimum,
  patch: (Base) =>
    class extends comingBack(Base) {
      #asked = false
      override async starttls() {
        this.#asked = true
        await super.starttls()
      }
      override async handshake() {
        this.#asked = false
        return await super.handshake()
      }
      override takesForLeave(error: unknown) {
        return this.#asked && isMailtlsError(error)
      }
    },
})

/** Nor is one that hangs up inside TLS. */
export const comesBackWhereTlsIsCut = clientBugFamily({
  name: 'comes-back-where-tls-is-cut',
  places: everyStarttlsPlace,
  violates: theMinimum,
  patch: (Base) =>
    class extends comingBack(Base) {
      override takesForLeave(error: unknown) {
        return this.tls && this.user === undefined && isMailtlsError(error)
      }
    },
})
