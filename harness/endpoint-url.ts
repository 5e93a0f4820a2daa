import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { type Endpoint, type Listener, type Protocol, protocols, type SetUp, urlOf } from './subject.ts'
import { suggestion } from './suggestion.ts'
import { usage, wholeNumber } from './usage.ts'

export interface EndpointUrl extends Listener {
  protocol: Protocol
}

const names = Object.keys(protocols) as Protocol[]

/**
 * Reads `PROTOCOL://HOST[:PORT]`, where the host is a name, an IPv4 address or an IPv6 address in brackets. `account` says
 * where user and password are named, which an URL must not hold. Throws `usage`.
 */
export function parseEndpointUrl(text: string, account = '--user and --password-env'): EndpointUrl {
  const expected = (found = `found "${text}"`) =>
    usage(`expected a URL such as submission://mail.example.org:587, ${found}`)
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? []
  if (scheme === undefined || rest === undefined) throw expected()
  const protocol = protocolNamed(scheme)
  // the text may hold a password, so it is not repeated
  if (rest.includes('@')) throw expected(`found one with a user: name that with ${account}`)
  const [, host, port] = /^(\[[^\]]*\]|[^:/?#[\]]*)(?::([^/?#]*))?\/?$/.exec(rest) ?? []
  if (!host) throw expected()
  return {
    protocol,
    host: hostIn(host) ?? fail(expected()),
    port: port === undefined ? protocols[protocol].port : wholeNumber(`the port in ${text}`, port, 65_535),
  }
}

function fail(error: Error): never {
  throw error
}

/** The protocol that a text names, in whichever case. Throws `usage` with the nearest. */
export function protocolNamed(text: string): Protocol {
  const name = text.toLowerCase()
  const protocol = names.find((known) => known === name)
  // what many call port 465 is nearer to smtp by its letters
  const meant = name === 'smtps' ? ': did you mean submissions?' : suggestion(name, names)
  if (!protocol) throw usage(`expected a protocol, found "${text}"${meant}`)
  return protocol
}

function hostIn(text: string): string | undefined {
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1]
  if (bracketed !== undefined) return isIP(bracketed.split('%')[0]!) === 6 ? bracketed : undefined
  return domainToASCII(text) || undefined
}

/** Endpoints named by their URLs; one URL given twice is one endpoint. */
export function endpointsFrom(urls: readonly EndpointUrl[]): Endpoint[] {
  const byName = new Map<string, Endpoint>()
  for (const { protocol, ...listener } of urls) {
    const name = urlOf(protocol, listener)
    byName.set(name, { name, protocol, listeners: { default: listener } })
  }
  return [...byName.values()]
}

/** Adds the address of an endpoint in another set-up to it: the one of its protocol, or of its protocol and host. */
export function addSetUp(endpoints: readonly Endpoint[], setUp: SetUp, { protocol, ...listener }: EndpointUrl): void {
  const same = endpoints.filter((endpoint) => endpoint.protocol === protocol)
  const [endpoint, another] =
    same.length > 1 ? same.filter(({ listeners }) => listeners.default?.host === listener.host) : same
  if (!endpoint || another) {
    const found = another ? 'several' : 'none'
    const url = urlOf(protocol, listener)
    throw usage(`expected one ${protocol} endpoint that ${url} is the set-up ${setUp} of, found ${found}`)
  }
  endpoint.listeners[setUp] = listener
}
