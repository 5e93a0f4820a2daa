import type { Service } from '../../reference/directory.ts'
import type { AccountServer, Demand } from '../../reference/profile.ts'
import { Untrusted } from '../../reference/refused.ts'
import { type ClientBug, clientBug } from '../bug.ts'

const place = 'account'

export const setUpBugs: readonly ClientBug[] = [
  clientBug({
    name: 'trusts-records-that-lead-away',
    place,
    // neither is the record signed, nor is the target within the domain, nor is the user asked
    violates: ['rfc8314-5.1-6', 'rfc8314-5.1-7'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override trusted() {
            return true
          }
        },
    },
  }),
  clientBug({
    name: 'connects-before-it-asks',
    place,
    // the question comes in time for the password, and too late for the connection
    violates: ['rfc8314-5.1-7'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async tryOut(service: Service, demand: Demand) {
            if (!this.trusted(service)) await this.use(service, demand, { users: [] }).catch(() => {})
            return await super.tryOut(service, demand)
          }
        },
    },
  }),
  clientBug({
    name: 'tries-logins-out-without-tls',
    place,
    // nobody has asked for that, nor agreed to it
    violates: ['rfc8314-5.1-5'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override mayGoWithout() {
            return true
          }
        },
    },
  }),
  clientBug({
    name: 'tries-logins-out-on-any-certificate-behind-starttls',
    place,
    // a session whose certificate does not validate does not meet the minimum (RFC 8314, section 5)
    violates: ['rfc8314-5.1-5'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async tryOut(service: Service, demand: Demand) {
            return await super.tryOut(service, demand).catch(async (error: unknown) => {
              if (error instanceof Untrusted && !service.implicit)
                await this.use(service, 'tls', { pin: error.certificate })
              throw error
            })
          }
        },
    },
  }),
  clientBug({
    name: 'sets-up-without-tls-silently',
    place,
    // no warning before the login is tried out, and none before it is used
    violates: ['rfc8314-5.1-4', 'rfc8314-5.1-lc2'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override warn() {}
        },
      session: (Base) =>
        class extends Base {
          override warn() {}
        },
    },
  }),
  clientBug({
    name: 'uses-accounts-without-tls-silently',
    place,
    // nothing is tried out during set-up, but then the password goes out, and no warning ever came
    violates: ['rfc8314-5.1-4'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override warn() {}
          override async tryOut(service: Service, demand: Demand): Promise<AccountServer> {
            return demand === 'nothing' ? service : await super.tryOut(service, demand)
          }
        },
      session: (Base) =>
        class extends Base {
          override warn() {}
        },
    },
  }),
  clientBug({
    name: 'keeps-tls-optional',
    place,
    // STARTTLS is used where it is offered, though nobody has asked for less than the minimum
    violates: ['rfc8314-5.1-3'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override demandFor(): Demand {
            return 'nothing'
          }
        },
    },
  }),
  clientBug({
    name: 'keeps-tls-optional-for-submission',
    place,
    // "if available" is what is stored for one of the servers
    violates: ['rfc8314-5.1-3'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async useAgain(server: AccountServer, demand: Demand) {
            return await super.useAgain(server, server.language === 'smtp' ? 'nothing' : demand)
          }
        },
    },
  }),
  clientBug({
    name: 'tries-the-local-part-first',
    place,
    violates: ['imp-rfc6186-4-4'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override users() {
            return super.users().toReversed()
          }
        },
    },
  }),
  clientBug({
    name: 'tries-the-address-only',
    place,
    violates: ['imp-rfc6186-4-5'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override users() {
            return super.users().slice(0, 1)
          }
        },
    },
  }),
]
