import { again } from '../../bugs/minimum/again.ts'
import { clientVariantFamily, implicitTlsPlaces, starttlsPlaces } from '../../bugs/bug.ts'

/** What is not listed may be there all the same: asking for TLS costs nothing. */
export const asksForUnlistedTls = clientVariantFamily({
  name: 'asks-for-unlisted-tls',
  places: starttlsPlaces,
  patch: (Base) =>
    class extends Base {
      override offersTls() {
        return !this.tls && !('preauthenticated' in this && this.preauthenticated)
      }
    },
})

/** A refusal may be a passing one: another connection, and STARTTLS again. */
export const comesBackOnce = clientVariantFamily({
  name: 'comes-back-once',
  places: ['smtp', ...starttlsPlaces],
  patch: (Base) => {
    // who tells the user is the same for all connections of one launch
    const launches = new WeakSet<object>()
    return class extends Base {
      override async run() {
        try {
          await super.run()
        } catch (error) {
          if (this.tls || launches.has(this.tell)) throw error
          launches.add(this.tell)
          await again(this)
        }
      }
    }
  },
})

/** RFC 8314, section 3.4 leaves open who closes, once the goodbye is said. */
export const leavesClosingToTheServer = clientVariantFamily({
  name: 'leaves-closing-to-the-server',
  places: implicitTlsPlaces,
  patch: (Base) =>
    class extends Base {
      override async close() {
        if (this.mayQuit) await this.peer.ended().catch(() => undefined)
        await super.close()
      }
    },
})

/** RFC 8314, section 5.2: a client may leave its users no way around the demand. */
export const demandsTlsAlways = clientVariantFamily({
  name: 'demands-tls-always',
  places: ['imap', 'pop3'],
  patch: (Base) =>
    class extends Base {
      override requiresTls() {
        return true
      }
      override wantsTls() {
        return true
      }
    },
})
