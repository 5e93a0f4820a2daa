import { type Claims, type Endpoint, type EndpointClaims, protocols, urlOf } from '../../harness/subject.ts'
import { nearest } from '../../harness/suggestion.ts'
import { parseEndpointUrl, protocolNamed } from '../../harness/endpoint-url.ts'
import { usage } from '../../harness/usage.ts'
import type { At } from './read-config.ts'
import type { ConfigFile } from './schema.ts'

/**
 * Reads what is claimed. Endpoints are found by their URL or, where there is one of it, by their protocol; where none are
 * named here, since a command or an image serves them, they are called by their protocols.
 */
export function claimsFrom(
  { endpoints: named, requirements }: NonNullable<ConfigFile['claims']>,
  endpoints: readonly Endpoint[],
  at: At,
): Claims {
  const claimed = Object.entries(named ?? {}).map(([key, claims]): [string, EndpointClaims] => {
    const path = ['claims', 'endpoints']
    const { name, protocol } = at(path, () => endpointNamed(key, endpoints), key)
    const { 'before-tls': beforeTls, 'inside-tls': insideTls, tls } = claims
    if (beforeTls && protocols[protocol].implicitTls) {
      const none = () => {
        throw usage(`expected no before-tls of ${key}: TLS comes first there`)
      }
      at([...path, key], none, 'before-tls')
    }
    return [name, { ...(beforeTls && { beforeTls }), ...(insideTls && { insideTls }), ...(tls && { tls }) }]
  })
  return { ...(named && { endpoints: Object.fromEntries(claimed) }), ...(requirements && { requirements }) }
}

function endpointNamed(key: string, endpoints: readonly Endpoint[]): Pick<Endpoint, 'name' | 'protocol'> {
  if (key.includes('://')) return endpointAt(key, endpoints)
  const protocol = protocolNamed(key)
  if (endpoints.length === 0) return { name: protocol, protocol }
  const [endpoint, another] = endpoints.filter((each) => each.protocol === protocol)
  if (endpoint && !another) return endpoint
  const found = another ? 'several: name one by its URL' : 'none'
  throw usage(`expected one ${protocol} endpoint that this is claimed of, found ${found}`)
}

function endpointAt(url: string, endpoints: readonly Endpoint[]): Endpoint {
  const { protocol, ...listener } = parseEndpointUrl(url)
  const name = urlOf(protocol, listener)
  const endpoint = endpoints.find((each) => each.name === name)
  if (endpoint) return endpoint
  const near = nearest(
    name,
    endpoints.map((each) => each.name),
  )
  throw usage(`expected one of the endpoints, found ${name}${near ? `: did you mean ${near}?` : ''}`)
}
