import { clientBug } from '../bug.ts'
import { theMinimum } from './clauses.ts'

/** RFC 8314, section 5.2: HELO may do where EHLO is not known, but not for want of TLS. */
export const takesHeloForLeave = clientBug({
  name: 'takes-helo-for-leave',
  place: 'submission',
  violates: theMinimum.submission,
  patch: {
    smtp: (Base) =>
      class extends Base {
        override async upgrade() {
          if (this.offered?.accepted !== false) await super.upgrade()
        }
        override async discover() {
          this.offered = await this.dialogue.tryEhlo()
          if (!this.offered.accepted) await this.dialogue.command(`HELO ${this.dialogue.name}`)
        }
      },
  },
})

/** The same, of a server that lists nothing: it may have TLS, or not. */
export const takesNoListForLeave = [
  clientBug({
    name: 'takes-no-capability-list-for-leave',
    place: 'imap',
    violates: theMinimum.imap,
    patch: (Base) =>
      class extends Base {
        override async discover() {
          await super.discover().catch(() => undefined)
        }
        override async upgrade() {
          if (this.offered) await super.upgrade()
        }
      },
  }),
  clientBug({
    name: 'takes-no-capa-for-leave',
    place: 'pop3',
    violates: theMinimum.pop3,
    patch: (Base) =>
      class extends Base {
        override async upgrade() {
          if (this.offered?.listed.length !== 0) await super.upgrade()
        }
      },
  }),
]

/** The same, of a server that claims to be older than STARTTLS. */
export const sparesImap2Servers = clientBug({
  name: 'spares-imap2-servers',
  place: 'imap',
  violates: theMinimum.imap,
  patch: (Base) =>
    class extends Base {
      get old() {
        return /IMAP2/.test(String(this.dialogue.greeting))
      }
      override async discover() {
        if (!this.old) await super.discover()
      }
      override async upgrade() {
        if (!this.old) await super.upgrade()
      }
    },
})

/** RFC 9051, section 7.1.4: PREAUTH in cleartext ends the session of whoever demands TLS. */
export const takesPreauthForLeave = clientBug({
  name: 'takes-preauth-for-leave',
  place: 'imap',
  violates: [...theMinimum.imap, 'imp-rfc9051-7.1.4-3'],
  patch: {
    imap: (Base) =>
      class extends Base {
        override withoutTls(why: string) {
          if (!this.preauthenticated) super.withoutTls(why)
        }
      },
  },
})

/** A digest tells the password to whoever guesses it: APOP is a login as any other (RFC 8314, section 5.2). */
export const sendsApopBeforeTls = clientBug({
  name: 'sends-apop-before-tls',
  place: 'pop3',
  violates: theMinimum.pop3,
  patch: (Base) =>
    class extends Base {
      override async upgrade() {
        const [user] = this.order.users
        if (/<.+@.+>/.test(String(this.dialogue.greeting))) {
          await this.dialogue.command(`APOP ${user} c4c9334bac560ecc979e58001b3e22fb`)
        }
        await super.upgrade()
      }
    },
})
