import { serviceLabels } from '../../../harness/dns/services.ts'
import type { Service } from '../../reference/directory.ts'
import { type ClientBug, clientBug } from '../bug.ts'

const place = 'account'

export const discoveryBugs: readonly ClientBug[] = [
  clientBug({
    name: 'guesses-servers',
    place,
    // SRV records are never asked for: whatever else depends on them is never reached
    violates: ['rfc8314-5-1'],
    hides: true,
    patch: {
      accounts: (Base) =>
        class extends Base {
          override services() {
            const guess = { priority: 0, weight: 0, implicit: true, signed: false } as const
            return Promise.resolve<Service[]>([
              { ...guess, label: '_imaps', language: 'imap', host: `imap.${this.domain}`, port: 993 },
              { ...guess, label: '_submissions', language: 'smtp', host: `smtp.${this.domain}`, port: 465 },
            ])
          }
        },
    },
  }),
  clientBug({
    name: 'never-asks-for-submissions',
    place,
    // the label that RFC 8314 adds to those of RFC 6186
    violates: ['rfc8314-5.1-1'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async services() {
            const labels = serviceLabels.filter((label) => label !== '_submissions')
            return await this.launch.directory.services(this.domain, labels)
          }
        },
    },
  }),
  clientBug({
    name: 'takes-dot-for-a-host',
    place,
    // "." says that the service is not offered
    violates: ['imp-rfc6186-3.4-4'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override isOffered() {
            return true
          }
        },
    },
  }),
  clientBug({
    name: 'prefers-imap-whatever-priorities-say',
    place,
    // between the protocols the lowest priority number is to decide
    violates: ['imp-rfc6186-3.4-2'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override inOrder(services: readonly Service[]) {
            const late = ({ language }: Service) => Number(language === 'pop3')
            return super.inOrder(services).toSorted((one, other) => late(one) - late(other))
          }
        },
    },
  }),
  clientBug({
    name: 'draws-between-protocols',
    place,
    // all records are in one draw, where the protocol is to be chosen before weights are looked at
    violates: ['imp-rfc6186-3.4-3'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override inOrder(services: readonly Service[]) {
            return this.byWeight(services)
          }
        },
    },
  }),
  clientBug({
    name: 'takes-the-first-record',
    place,
    // weights are not looked at
    violates: ['imp-rfc6186-4-1'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override byWeight(services: readonly Service[]) {
            return [...services]
          }
        },
    },
  }),
  clientBug({
    name: 'ignores-priorities-within-a-service',
    place,
    // one draw by weight among records of different priorities
    violates: ['imp-rfc6186-4-1'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override byWeight(services: readonly Service[]) {
            const priority = Math.min(...services.map((each) => each.priority))
            return super.byWeight(services.map((each) => ({ ...each, priority })))
          }
        },
    },
  }),
  clientBug({
    name: 'clings-to-the-lowest-priority',
    place,
    // what has no TLS is not passed over, and so the service that has it is never used
    violates: ['rfc8314-5.1-2'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override async firstOf(...[services, ...rest]: Parameters<InstanceType<typeof Base>['firstOf']>) {
            return await super.firstOf(services.slice(0, 1), ...rest)
          }
        },
    },
  }),
]
