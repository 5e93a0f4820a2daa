import { randomInt } from 'node:crypto'
import { isWithin } from '../../../harness/dns/names.ts'
import { type ClientVariant, clientVariant } from '../../bugs/bug.ts'
import type { Service } from '../../reference/directory.ts'
import type { Account, AccountServer } from '../../reference/profile.ts'

const place = 'account'

export const accountVariants: readonly ClientVariant[] = [
  clientVariant({
    name: 'sets-up-without-connecting',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async find(services: readonly Service[]) {
            const [server] = services.toSorted((one, other) => Number(other.implicit) - Number(one.implicit))
            if (this.trusted(server!) || this.ask(`Use the server ${server!.host} outside ${this.domain}?`))
              return server!
            return await super.find(services)
          }
        },
    },
  }),
  clientVariant({
    name: 'asks-for-autoconfig',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async services() {
            await this.launch.directory.addresses(`autoconfig.${this.domain}`)
            return await super.services()
          }
        },
    },
  }),
  clientVariant({
    name: 'never-pins',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override pinned() {
            return undefined
          }
        },
    },
  }),
  clientVariant({
    name: 'never-goes-without-tls',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override mayGoWithout() {
            return false
          }
        },
    },
  }),
  clientVariant({
    name: 'compares-the-mail-domain-only',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override identities(server: AccountServer) {
            return { ...super.identities(server), dns: [this.domain] }
          }
        },
    },
  }),
  clientVariant({
    name: 'asks-about-signed-records-too',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override trusted({ host }: Service) {
            return isWithin(host, this.domain)
          }
        },
    },
  }),
  clientVariant({
    name: 'follows-signed-records-at-every-connection',
    place,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async connectTo(server: AccountServer, account: Account) {
            const [now] = await this.launch.directory.services(this.domain, this.labelsLike(server))
            return await super.connectTo({ ...server, ...(now?.signed && now) }, account)
          }
        },
    },
  }),
  clientVariant({
    name: 'chooses-between-protocols-by-chance',
    place,
    patch: {
      directory: (Base) =>
        class extends Base {
          override inOrder(services: readonly Service[]) {
            const first = randomInt(2) === 0 ? 'imap' : 'pop3'
            return super
              .inOrder(services)
              .toSorted(
                (one, other) =>
                  one.priority - other.priority || Number(other.language === first) - Number(one.language === first),
              )
          }
        },
    },
  }),
]
