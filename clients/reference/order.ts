import { isIP } from 'node:net'
import type { Client, Mode, ServerRequest } from '../../harness/client.ts'
import { queryName } from '../../harness/dns/names.ts'
import type { TlsaData } from '../../harness/dns/records.ts'
import type { ClientCertificate, Language } from '../../harness/subject.ts'
import type { Identities } from './verifier.ts'

/** What one session is to do, with whom, and how it is to be protected. */
export interface Order {
  role: Client['role']
  language: Language
  mode: Exclude<Mode, 'default'>
  /** whether the mode is not what the user has chosen, but what the client does where he has chosen nothing */
  byDefault?: boolean
  host: string
  port: number
  /** user names to try, one after the other; none where nobody is to log in */
  users: readonly string[]
  password: string
  /** PEM of the certificates to trust */
  trust: string
  identities: Identities
  clientCertificate?: ClientCertificate
  /** the certificate that the user has accepted for this host and account, by its SHA-256 */
  pin?: string
  /** whether DNS may say which certificate the host has: not of a host that DNS named without a signature (RFC 7673) */
  dane: boolean
  /** what DNS vouches for (RFC 6698) */
  tlsa?: readonly TlsaData[]
  /** the folder in which something may be kept for the next launch */
  profile?: string
  /** whether the user was warned already */
  warned?: boolean
  mail?: { message: string; from: string; to: string }
}

/** What is asked for of a server that the user has named. The default is what RFC 8314, section 5.2 recommends. */
export function orderOf(request: ServerRequest, role: Client['role']): Order {
  const { task, mode, user, message, from, to, clientCertificate, ...rest } = request
  return {
    role,
    language: rest.language,
    mode: mode === 'default' ? 'starttls-required' : mode,
    byDefault: mode === 'default',
    host: rest.host,
    port: rest.port,
    users: role === 'mua' ? [user] : [],
    password: rest.password,
    trust: rest.trust,
    profile: rest.profile,
    identities: identitiesOf(rest.host),
    clientCertificate,
    dane: true,
    ...(task === 'submit' && { mail: { message, from, to } }),
  }
}

/** A server that the user has named is that host, whatever aliases lead to it (RFC 7817, section 3). */
function identitiesOf(host: string): Identities {
  return isIP(host) ? { dns: [], srv: [], ip: [host] } : { dns: [queryName(host)], srv: [], ip: [] }
}
