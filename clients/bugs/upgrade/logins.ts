import { base64 } from '../../../harness/dialogue/dialogue.ts'
import { clientBug, clientBugFamily, starttlsPlaces } from '../bug.ts'

/** RFC 3501, section 6.2.3: no LOGIN where LOGINDISABLED is listed. */
export const logsInThoughDisabled = clientBugFamily({
  name: 'logs-in-though-disabled',
  places: ['imap', 'imaps'],
  violates: ['imp-rfc2595-3.2-3'],
  patch: {
    imap: (Base) =>
      class extends Base {
        override async authenticateOtherwise(user: string) {
          return await this.dialogue.login({ user, password: this.order.password })
        }
      },
  },
})

/** RFC 3501, section 6.1.1: SASL PLAIN is what every client has. */
export const knowsNoSasl = clientBug({
  name: 'knows-no-sasl',
  place: 'imap',
  violates: ['imp-rfc3501-6.1.1-3'],
  patch: (Base) =>
    class extends Base {
      override mechanism() {
        return undefined
      }
    },
})

/** RFC 4954, section 4 and RFC 5034, section 4: AUTH with an older mechanism, and without PLAIN. */
export const knowsNoPlain = clientBugFamily({
  name: 'knows-no-plain',
  places: ['submission', 'pop3'],
  violates: { submission: ['imp-rfc4954-4-32'], pop3: ['imp-rfc5034-4-22'] },
  patch: (Base) =>
    class extends Base {
      override async authenticate(user: string) {
        if (!this.offered?.mechanisms.includes('LOGIN')) return await this.authenticateOtherwise(user)
        const asked = await this.dialogue.sasl('LOGIN')
        if (!asked.accepted) return await this.authenticateOtherwise(user)
        await this.dialogue.respond(base64(user))
        return await this.dialogue.respond(base64(this.order.password))
      }
    },
})

const belowTheMinimum = ['rfc8314-5.2-7', 'rfc8314-5.2-9', 'rfc8997-3-6', 'rfc8997-3-7']

/** RFC 4954, section 9 and RFC 2595, section 2.3: who demands TLS sends no password before it, though one is welcome. */
export const logsInBeforeStarttls = clientBugFamily({
  name: 'logs-in-before-starttls',
  places: starttlsPlaces,
  // the same where nothing was chosen (RFC 8997, section 3), or no demand made (RFC 8314, section 5.2)
  violates: {
    submission: ['imp-rfc4954-9-4', 'rfc3207-6-1', ...belowTheMinimum],
    imap: ['imp-rfc2595-2.3-1', ...belowTheMinimum],
    pop3: ['imp-rfc2595-2.3-1', ...belowTheMinimum],
  },
  patch: (Base) =>
    class extends Base {
      override async upgrade() {
        if (this.offersTls() && this.mechanism() === 'PLAIN') await this.logIn()
        await super.upgrade()
      }
    },
})

/** RFC 8314, section 5.2: a login is not all that has to wait for TLS. */
export const looksForMailBeforeStarttls = clientBugFamily({
  name: 'looks-for-mail-before-starttls',
  places: ['imap', 'pop3'],
  violates: belowTheMinimum,
  patch: (Base) =>
    class extends Base {
      override async upgrade() {
        if (this.offersTls()) await this.dialogue.command(this.order.language === 'imap' ? 'SELECT INBOX' : 'STAT')
        await super.upgrade()
      }
    },
})
