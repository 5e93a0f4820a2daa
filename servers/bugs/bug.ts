import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import type { Zone } from '../../harness/dns/zone.ts'
import type { Protocol, SetUp } from '../../harness/subject.ts'
import type { ImapServer } from '../reference/imap-server.ts'
import type { ServerClass } from '../reference/line-server.ts'
import type { Pop3Server } from '../reference/pop3-server.ts'
import type { SmtpServer } from '../reference/smtp-server.ts'
import type { ZoneParts } from '../reference/zone.ts'

/** The reference server of a protocol. */
export type ServerOf<P extends Protocol> = P extends 'imap' | 'imaps'
  ? ImapServer
  : P extends 'pop3' | 'pop3s'
    ? Pop3Server
    : SmtpServer

/** Makes a server of another one, by overriding what it does. Patches compose. */
export type Patch<P extends Protocol = Protocol> = (Base: ServerClass<ServerOf<P>>) => ServerClass<ServerOf<P>>

/** What is changed in the reference. */
export interface Change {
  name: string
  /** where it shows: an endpoint, or what the operator has made of all of them */
  endpoint: Protocol | 'operator'
  /** by protocol, what is served otherwise */
  patches: Partial<Record<Protocol, Patch>>
  /** the certificate that the endpoint shows, or for the operator every endpoint */
  certificate?: CertificateKind | CertificateSpec
  /** what DNS says instead; zones that others lie in, such as the one above, may be among it */
  zone?: (zone: Zone, parts: ZoneParts) => Zone | Zone[]
  /** protocols that are not served at all */
  without?: readonly Protocol[]
}

/** A named fault in the reference, and the clauses that it breaks by the words of the RFC. */
export interface Bug extends Change {
  /** the most specific clauses, by id */
  violates: readonly string[]
  setUp: SetUp
  /** whether it keeps other checks from reaching their purpose */
  hides: boolean
}

/** A server that differs from the reference and conforms all the same: what a check must not take for a fault. */
export interface Variant extends Change {
  /** the set-ups in which the difference shows */
  setUps: readonly SetUp[]
}

/** A change as it is written: a patch belongs to its endpoint. */
interface Written<P extends Protocol> {
  name: string
  endpoint?: P
  patch?: Patch<P>
  certificate?: Change['certificate']
}

/** Declares a bug of one endpoint, by default the SMTP one in the default set-up. */
export function bug<P extends Protocol = 'smtp'>(
  definition: Written<P> & Pick<Bug, 'violates'> & Partial<Pick<Bug, 'setUp' | 'hides'>>,
): Bug {
  return {
    setUp: 'default',
    hides: false,
    ...changeOf(definition),
    violates: definition.violates,
    ...given(definition),
  }
}

/** Declares a variant of one endpoint, by default the SMTP one in the default set-up. */
export function variant<P extends Protocol = 'smtp'>(
  definition: Written<P> & Partial<Pick<Variant, 'setUps'>>,
): Variant {
  const { setUps = ['default'] } = definition
  return { ...changeOf(definition), setUps }
}

/** Declares a bug of the operator: in DNS, or in what several endpoints do. */
export function operatorBug(
  definition: Pick<Bug, 'name' | 'violates'> &
    Partial<Pick<Bug, 'patches' | 'certificate' | 'zone' | 'without' | 'hides'>>,
): Bug {
  return { endpoint: 'operator', setUp: 'default', hides: false, patches: {}, ...definition }
}

/** Declares a variant of the operator. */
export function operatorVariant(
  definition: Pick<Variant, 'name'> & Partial<Pick<Variant, 'patches' | 'certificate' | 'zone' | 'without'>>,
): Variant {
  return { endpoint: 'operator', setUps: ['default'], patches: {}, ...definition }
}

function changeOf<P extends Protocol>({ name, endpoint, patch, certificate }: Written<P>): Change {
  const protocol: Protocol = endpoint ?? 'smtp'
  return { name, endpoint: protocol, patches: patch ? { [protocol]: patch } : {}, ...(certificate && { certificate }) }
}

function given({ setUp, hides }: Partial<Pick<Bug, 'setUp' | 'hides'>>) {
  return { ...(setUp && { setUp }), ...(hides && { hides }) }
}
