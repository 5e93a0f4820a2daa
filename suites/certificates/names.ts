import { certificateKinds } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import { besides, type Presented } from './presented.ts'

const other = 'other.example.test'

/** The one certificate that names nothing but another host. */
export const anotherName: CertificateSpec = { names: { dns: [other] } }

/** A certificate with these DNS-IDs, and no common name that could stand for one. */
function dns(...names: string[]): CertificateSpec {
  return { names: { cn: 'Mail Server', dns: names } }
}

/** The plainest certificate with this name, and nothing else that a client could look for instead, such as an address. */
export function nothingBut(host: string): CertificateSpec {
  return { names: { cn: host, dns: [host] } }
}

/** Certificates that do not name the host, by RFC 7817, section 3 and RFC 6125, section 6. */
export const wrongNames: readonly Presented[] = [
  {
    name: 'wrong-name',
    what: 'names another host',
    decides: besides('imp-rfc7817-3-1'),
    certificates: () => [anotherName],
  },
  {
    name: 'ip-only',
    what: 'names the address of the host only, which the user has given by name',
    decides: { mua: ['imp-rfc7817-3-1'] },
    certificates: (_, address) => [{ names: { cn: 'Mail Server', ip: [address] } }],
  },
  {
    name: 'srv-id',
    what: 'has SRV-IDs for another mail domain, and no host name',
    decides: { mua: ['imp-rfc7817-3-1'] },
    certificates: () => [certificateKinds['srv-id'].spec],
  },
  {
    name: 'uri-id',
    what: 'names the host in URI-IDs only',
    decides: { mua: ['imp-rfc7817-3-7'] },
    certificates: (host) => [
      {
        names: {
          cn: 'Mail Server',
          uri: ['smtp', 'imap', 'pop3'].flatMap((s) => [`${s}://${host}`, `${s}s://${host}`]),
        },
      },
    ],
  },
  {
    name: 'cn-beside-other-name',
    what: 'names the host in its common name, beside a DNS-ID for another one',
    decides: { mua: ['imp-rfc6125-6.3-2'] },
    certificates: (host) => [{ names: { cn: host, dns: [other] } }],
  },
  {
    name: 'name-with-suffix',
    what: 'has a DNS-ID that begins with the name of the host',
    decides: { mua: ['imp-rfc6125-6.4.1-1'] },
    certificates: (host) => [dns(`${host}.evil.test`)],
  },
  {
    name: 'name-with-prefix',
    what: 'has a DNS-ID that ends with the name of the host',
    decides: { mua: ['imp-rfc6125-6.4.1-1'] },
    certificates: (host) => [dns(`x${host}`)],
  },
  {
    name: 'name-with-nul',
    what: 'has a DNS-ID in which a NUL follows the name of the host',
    decides: { mua: ['imp-rfc6125-6.4.1-1'] },
    certificates: (host) => [dns(`${host}\0.evil.test`)],
  },
  {
    name: 'wildcard-partial',
    what: 'has a wildcard that stands for a part of a label',
    decides: { mua: ['imp-rfc7817-3-10'] },
    certificates(host) {
      const [first = '', ...rest] = host.split('.')
      return [`${first[0]}*`, `*${first.slice(-1)}`].map((label) => dns([label, ...rest].join('.')))
    },
  },
  {
    name: 'wildcard-not-left-most',
    what: 'has a wildcard that is not the left-most label',
    decides: { mua: ['imp-rfc6125-6.4.3-2'] },
    labels: 3,
    certificates(host) {
      const [first, , ...rest] = host.split('.')
      return [dns([first, '*', ...rest].join('.'))]
    },
  },
  {
    name: 'wildcard-for-two-labels',
    what: 'has a wildcard that would have to stand for two labels',
    decides: { mua: ['imp-rfc6125-6.4.3-3'] },
    labels: 3,
    certificates(host) {
      const [, , ...rest] = host.split('.')
      return [dns(['*', ...rest].join('.'))]
    },
  },
  {
    name: 'wildcard-for-no-label',
    what: 'has a wildcard that would have to stand for no label',
    decides: { mua: ['imp-rfc6125-6.4.3-3'] },
    certificates: (host) => [dns(`*.${host}`)],
  },
]

/** Certificates that name the host in a way that every client has to know. */
export const rightNames: readonly Presented[] = [
  {
    name: 'cn-unrelated',
    what: 'names the host in a DNS-ID, beside a common name that is no name',
    decides: { mua: ['imp-rfc7817-3-5'] },
    certificates: (host) => [dns(host)],
    nameAlone: true,
  },
  {
    name: 'name-in-capitals',
    what: 'names the host in capital letters',
    decides: { mua: ['imp-rfc6125-6.4.1-1'] },
    // RFC 6125, section 6.4.1 is about fully qualified names
    labels: 2,
    certificates: (host) => [nothingBut(host.toUpperCase())],
    nameAlone: true,
  },
]
