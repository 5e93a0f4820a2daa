import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import type { Order } from '../../reference/order.ts'
import type { Account, AccountServer, Demand } from '../../reference/profile.ts'
import { Untrusted } from '../../reference/refused.ts'
import { type ClientBug, clientBug } from '../bug.ts'

const place = 'account'

export const pinningBugs: readonly ClientBug[] = [
  clientBug({
    name: 'takes-a-pin-for-the-minimum',
    place,
    // once pinned the server counts as verified
    violates: ['rfc8314-5.3-4'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override orderFor(server: AccountServer, demand: Demand): Order {
            return { ...super.orderFor(server, demand), pin: server.pin }
          }
        },
    },
  }),
  clientBug({
    name: 'pins-whatever-the-host-shows',
    place,
    // the pin is not bound to the certificate
    violates: ['rfc8314-5.4-1'],
    patch: (Base) =>
      class extends Base {
        override pinned() {
          return this.order.pin !== undefined
        }
      },
  }),
  clientBug({
    name: 'pins-for-all-hosts-of-an-account',
    place,
    // the pin is not bound to the name of the host
    violates: ['rfc8314-5.4-1'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async connectTo(server: AccountServer, account: Account) {
            const pin = account.servers.find((each) => each.pin)?.pin
            return await super.connectTo({ ...server, ...(pin && { pin }) }, account)
          }
        },
    },
  }),
  clientBug({
    name: 'offers-pins-at-any-time',
    place,
    // the account exists already
    violates: ['rfc8314-5.4-2'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async useAgain(server: AccountServer, demand: Demand) {
            return await super.useAgain(server, demand).catch((error: unknown) => {
              if (!(error instanceof Untrusted) || !this.ask(`Accept this certificate of ${server.host}?`)) throw error
              return super.useAgain({ ...server, pin: error.certificate }, 'tls')
            })
          }
        },
    },
  }),
  clientBug({
    name: 'shares-pins-between-accounts',
    place,
    violates: ['rfc8314-5.4-3'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async use(server: AccountServer, demand: Demand, more: Partial<Order> = {}) {
            const others = Object.values(await this.profile.all()).filter(
              ({ address }) => address !== this.request.address,
            )
            const pin = others.flatMap(({ servers }) => servers).find(({ host }) => host === server.host)?.pin
            return await super.use(server, demand, { ...(pin && { pin }), ...more })
          }
        },
    },
  }),
  clientBug({
    name: 'never-forgets-a-pin',
    place,
    violates: ['rfc8314-5.4-4'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async unpin() {
            await this.known()
          }
        },
    },
  }),
  clientBug({
    name: 'calls-pinned-connections-confidential',
    place,
    violates: ['rfc8314-5.4-5'],
    patch: (Base) =>
      class extends Base {
        override confidential(facts: TlsFacts) {
          return super.confidential(facts) || this.pinned(facts)
        }
      },
  }),
]
