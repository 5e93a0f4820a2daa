import { Discovery } from '../../harness/discovery.ts'
import { parseEndpointUrl } from '../../harness/endpoint-url.ts'
import { type Endpoint, type Listener, type Operator, type Protocol, protocols, urlOf } from '../../harness/subject.ts'
import { isDecision } from '../../harness/verdict.ts'
import { MailtlsError } from '../../harness/errors.ts'
import { readPort } from '../options/port.ts'
import { usage } from '../../harness/usage.ts'

/** Where a host may serve mail: the usual ports, or those that were named. Throws `usage` for what is no host. */
export function endpointsOf(host: string, ports: readonly string[] = []): Endpoint[] {
  if (/[\s/@?#]/.test(host)) {
    const why = host.includes('://') ? ': certify takes URLs' : ''
    throw usage(`expected a host such as mail.example.org, found "${host}"${why}`)
  }
  const usual = Object.entries(protocols).map(([protocol, { port }]) => [protocol as Protocol, port] as const)
  const named = ports.map(readPort)
  const bracketed = host.split(':').length > 2 && !host.startsWith('[') ? `[${host}]` : host
  return (named.length > 0 ? named : usual).map(([protocol, port]) => {
    const { protocol: _same, ...listener } = parseEndpointUrl(`${protocol}://${bracketed}:${port}`)
    return endpointAt(protocol, listener)
  })
}

interface LookUp {
  timeoutMs: number
  signal: AbortSignal
}

/** The servers that SRV and MX records of a domain name. Throws what the resolver meets. */
export async function publishedBy(operator: Operator, { timeoutMs, signal }: LookUp): Promise<Endpoint[]> {
  const subject = { name: operator.name, operator, endpoints: [], allow: [], arguments: '' }
  const nobody = () => Promise.reject(new Error('only DNS is asked here'))
  const { labels, mx } = await new Discovery({ subject, timeoutMs, signal, reach: nobody })
    .services()
    .catch((error: unknown) => {
      throw isDecision(error) ? new MailtlsError('unresolvable', error.message, { cause: error }) : error
    })
  const services = Object.entries(labels).flatMap(([label, { records }]) =>
    records.map(({ target, port }) => endpointAt(label.slice(1) as Protocol, { host: target, port })),
  )
  const exchanges = mx.records.map(({ data }) => endpointAt('smtp', { host: data.exchange, port: 25 }))
  const named = [...services, ...exchanges].filter(({ listeners }) => listeners.default!.host !== '.')
  return [...new Map(named.map((endpoint) => [endpoint.name, endpoint])).values()]
}

function endpointAt(protocol: Protocol, listener: Listener): Endpoint {
  return { name: urlOf(protocol, listener), protocol, listeners: { default: listener } }
}
