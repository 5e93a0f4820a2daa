import { serviceLabels } from '../../../harness/dns/services.ts'
import type { Account, AccountServer, Demand } from '../../reference/profile.ts'
import { Untrusted } from '../../reference/refused.ts'
import { type ClientBug, clientBug } from '../bug.ts'
import { overStaticRsa } from '../static-rsa.ts'

const place = 'account'

export const laterBugs: readonly ClientBug[] = [
  clientBug({
    name: 'follows-records-at-every-connection',
    place,
    // signed or not
    violates: ['rfc8314-5.1-8'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async connectTo(server: AccountServer, account: Account) {
            const [now] = await this.launch.directory.services(this.domain, this.labelsLike(server))
            return await super.connectTo({ ...server, ...now }, account)
          }
        },
    },
  }),
  clientBug({
    name: 'forgets-which-user-name-worked',
    place,
    violates: ['imp-rfc6186-4-7'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override orderFor(server: AccountServer, demand: Demand) {
            return { ...super.orderFor(server, demand), users: this.users() }
          }
        },
    },
  }),
  clientBug({
    name: 'never-looks-records-up-again',
    place,
    violates: ['imp-rfc6186-4-8'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override lookAgain() {
            return Promise.resolve(undefined)
          }
        },
    },
  }),
  clientBug({
    name: 'changes-from-imap-to-pop3',
    place,
    // after a failure whatever has the lowest priority number is used
    violates: ['imp-rfc6186-4-9'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override labelsLike(server: AccountServer) {
            return server.language === 'smtp'
              ? super.labelsLike(server)
              : serviceLabels.filter((each) => !/subm/.test(each))
          }
        },
    },
  }),
  clientBug({
    name: 'says-nothing-when-tls-comes',
    place,
    violates: ['rfc8314-5-11'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override noticeTls() {
            return Promise.resolve()
          }
        },
    },
  }),
  clientBug({
    name: 'validates-at-set-up-only',
    place,
    // accounts that demand the minimum go on with any certificate; whether a pin is offered cannot be seen then
    violates: ['rfc8997-3-6'],
    hides: true,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async useAgain(server: AccountServer, demand: Demand) {
            return await super.useAgain(server, demand).catch((error: unknown) => {
              if (!(error instanceof Untrusted) || demand !== 'minimum' || server.pin) throw error
              return super.useAgain({ ...server, pin: error.certificate }, 'tls')
            })
          }
        },
    },
  }),
  clientBug({
    name: 'new-accounts-take-tls-1-1',
    place,
    violates: ['rfc8997-3-7'],
    patch: (Base) =>
      class extends Base {
        override tlsOptions() {
          return { ...super.tlsOptions(), minVersion: 'TLSv1' as const, ciphers: 'DEFAULT:@SECLEVEL=0' }
        }
      },
  }),
  clientBug({
    name: 'new-accounts-take-tls-1-1-with-static-rsa',
    place,
    violates: ['rfc8997-3-7'],
    patch: (Base) =>
      class extends Base {
        override tlsOptions() {
          return overStaticRsa(super.tlsOptions())
        }
      },
  }),
]
