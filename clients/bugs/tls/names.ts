import { domainToUnicode } from 'node:url'
import { base64 } from '../../../harness/dialogue/dialogue.ts'
import type { CommonPatch, Patch } from '../../reference/classes.ts'
import type { PresentedNames } from '../../reference/presented-names.ts'
import type { Identities } from '../../reference/verifier.ts'
import { type ClientBug, clientBug, clientBugFamily, implicitTlsPlaces } from '../bug.ts'

const places = implicitTlsPlaces

/** A client that breaks a rule about names, and lets a password follow where a wrong name passes (RFC 4954, section 14; RFC 5034, section 4). */
function bug(name: string, violates: readonly string[], patch: Patch): ClientBug[] {
  const withPassword = { submissions: ['imp-rfc4954-14-3'], imaps: [], pop3s: ['imp-rfc5034-4-25'] }
  const each = places.map((place) => [place, [...violates, ...withPassword[place]]] as const)
  return clientBugFamily({ name, places, violates: Object.fromEntries(each), patch })
}

/** The same where only advice is broken, or a good certificate is refused. */
function mildBug(name: string, violates: readonly string[], patch: Patch | CommonPatch): ClientBug[] {
  return clientBugFamily({ name, places, violates, patch })
}

/** Takes such names for good, too. */
function taking(matches: (presented: PresentedNames, host: string) => boolean): Patch {
  return {
    verifier: (Base) =>
      class extends Base {
        override matches(presented: PresentedNames, sought: Identities) {
          return super.matches(presented, sought) || sought.dns.some((host) => matches(presented, host))
        }
      },
  }
}

/** Takes DNS-IDs for good that are compared in this way. */
function comparing(matches: (presented: string, host: string) => boolean): Patch {
  return taking(({ dns }, host) => dns.some((presented) => matches(presented, host)))
}

/** Every rule about names. */
export const everyName = [
  'imp-rfc7817-3-1',
  'imp-rfc7817-3-2',
  'imp-rfc7817-3-7',
  'imp-rfc7817-3-10',
  'imp-rfc6125-6.3-2',
  'imp-rfc6125-6.4.1-1',
  'imp-rfc6125-6.4.3-2',
  'imp-rfc6125-6.4.3-3',
  'imp-rfc6125-6.6.4-1',
]

/** RFC 7817, section 3: the chain alone does not make a certificate good. */
const compareNoNames = clientBugFamily({
  name: 'compares-no-names',
  places,
  violates: {
    submissions: ['rfc8314-3.3-1', ...everyName, 'imp-rfc4954-14-3'],
    imaps: ['rfc8314-3.2-1', ...everyName],
    pop3s: ['rfc8314-3.1-1', ...everyName, 'imp-rfc5034-4-25'],
  },
  patch: taking(() => true),
})

/** RFC 4954, section 14 forbids PLAIN behind a wrong name, and does not speak of LOGIN. */
const compareNoNamesBeforeLogin = clientBug({
  name: 'compares-no-names-before-login-as-client-on-submissions',
  place: 'submissions',
  violates: ['rfc8314-3.3-1', ...everyName],
  patch: {
    ...taking(() => true),
    smtp: (Base) =>
      class extends Base {
        override async authenticate(user: string) {
          const listed = this.offered?.mechanisms.includes('LOGIN')
          if (!listed || this.mechanism() !== 'PLAIN') return await super.authenticate(user)
          await this.dialogue.command('AUTH LOGIN')
          await this.dialogue.respond(base64(user))
          return await this.dialogue.respond(base64(this.order.password))
        }
      },
  },
})

/** Labels, the wildcard being one or more of them by these patterns. */
function wildcard(any: string): (presented: string, host: string) => boolean {
  return (presented, host) => new RegExp(`^${presented.split('.').join('\\.').replaceAll('*', any)}$`, 'i').test(host)
}

const isWhole = (label: string) => label === '*' || !label.includes('*')

/** CNAME records lead to other names (RFC 7817, section 3): these were found. */
const canonicalNames = new Map<string, string>()

export const nameBugs: readonly ClientBug[] = [
  ...compareNoNames,
  compareNoNamesBeforeLogin,
  // RFC 7817, section 3: the user has named a host, and not where it is
  ...bug(
    'takes-the-address-for-a-name',
    ['imp-rfc7817-3-1'],
    taking(({ ip }) => ip.includes('127.0.0.1')),
  ),
  // the same, where the name that the user gave is never sought: what else it makes of names cannot be seen
  clientBug({
    name: 'seeks-the-address-as-client-on-submissions',
    place: 'submissions',
    violates: ['imp-rfc7817-3-1', 'imp-rfc4954-14-3'],
    hides: true,
    patch: {
      verifier: (Base) =>
        class extends Base {
          override matches(presented: PresentedNames) {
            return super.matches(presented, { dns: [], srv: [], ip: ['127.0.0.1'] })
          }
        },
    },
  }),
  // RFC 7817, section 3, item 2: an SRV-ID is for the domain that was looked up
  ...bug(
    'takes-any-srv-id',
    ['imp-rfc7817-3-1'],
    taking(({ srv }) => srv.length > 0),
  ),
  // RFC 7817, section 3, item 3
  ...bug(
    'takes-uri-ids',
    ['imp-rfc7817-3-7'],
    taking(({ uri }, host) => uri.some((each) => new URL(each).hostname === host)),
  ),
  // RFC 6125, section 6.4.4
  ...bug(
    'takes-common-names-beside-others',
    ['imp-rfc6125-6.3-2'],
    taking(({ cn }, host) => cn.includes(host)),
  ),
  // RFC 6125, section 6.4.1: names are compared as a whole, and a NUL is no end of them
  ...bug(
    'compares-beginnings',
    ['imp-rfc6125-6.4.1-1'],
    comparing((name, host) => name.startsWith(`${host}.`)),
  ),
  ...bug(
    'compares-endings',
    ['imp-rfc6125-6.4.1-1'],
    comparing((name, host) => !name.startsWith('*') && name.endsWith(host)),
  ),
  ...bug(
    'stops-at-a-nul',
    ['imp-rfc6125-6.4.1-1'],
    comparing((name, host) => name.split('\0')[0] === host),
  ),
  // RFC 7817, section 3, item 5
  ...mildBug('takes-parts-of-labels', ['imp-rfc7817-3-10'], {
    verifier: (Base) =>
      class extends Base {
        override matchesLabel(presented: string, label: string) {
          return wildcard('[^.]*')(presented, label)
        }
      },
  }),
  // RFC 6125, section 6.4.3, items 1 and 2
  ...mildBug(
    'takes-wildcards-anywhere',
    ['imp-rfc6125-6.4.3-2'],
    comparing((name, host) => name.split('.').every(isWhole) && wildcard('[^.]+')(name, host)),
  ),
  ...mildBug(
    'lets-wildcards-span-labels',
    ['imp-rfc6125-6.4.3-3'],
    comparing((name, host) => name.startsWith('*.') && wildcard('.+')(name, host)),
  ),
  ...mildBug(
    'takes-wildcards-for-nothing',
    ['imp-rfc6125-6.4.3-3'],
    comparing((name, host) => name === `*.${host}`),
  ),
  // RFC 6125, section 6.4.1: capital letters make no other name
  ...mildBug('minds-capitals', ['imp-rfc6125-6.4.1-1'], {
    verifier: (Base) =>
      class extends Base {
        override matchesDns(presented: string, name: string) {
          return presented === presented.toLowerCase() && super.matchesDns(presented, name)
        }
      },
  }),
  // RFC 7817, section 3, item 1: the DNS-ID is enough
  ...mildBug('wants-the-common-name-too', ['imp-rfc7817-3-5'], {
    verifier: (Base) =>
      class extends Base {
        override matches(presented: PresentedNames, sought: Identities) {
          return super.matches(presented, sought) && !presented.cn.includes('Mail Server')
        }
      },
  }),
  // RFC 6125, section 6.4.2: U-labels are converted before the comparison
  ...mildBug('compares-u-labels', ['imp-rfc6125-6.4.2-1'], {
    verifier: (Base) =>
      class extends Base {
        override matchesDns(presented: string, name: string) {
          return super.matchesDns(presented, domainToUnicode(name))
        }
      },
  }),
  // RFC 7817, section 3: before any CNAME
  ...mildBug('compares-canonical-names', ['imp-rfc7817-3-2'], {
    directory: (Base) =>
      class extends Base {
        override async addresses(host: string) {
          const found = await this.resolver?.query(host, 'A', this.signal)
          if (found?.aliased) canonicalNames.set(host, found.canonicalName)
          return await super.addresses(host)
        }
      },
    verifier: (Base) =>
      class extends Base {
        override matchesDns(presented: string, name: string) {
          return super.matchesDns(presented, canonicalNames.get(name) ?? name)
        }
      },
  }),
  // RFC 6125, section 6.6.4: the user is to be told
  ...mildBug(
    'says-nothing-of-a-wrong-name',
    ['imp-rfc6125-6.6.4-1'],
    (Base) =>
      class extends Base {
        override async run() {
          await super.run().catch((error: unknown) => {
            if (!this.problem?.startsWith('it does not name')) throw error
          })
        }
      },
  ),
]
