import { endpointToStart, type Endpoint, harms, type Subject } from '../../harness/subject.ts'
import { readPort } from '../options/port.ts'
import type { RunningServer } from '../../suites/running-server.ts'
import { usage } from '../../harness/usage.ts'
import type { SubjectPlan } from './plan.ts'

type Given = Pick<
  Subject,
  'account' | 'mailbox' | 'trust' | 'serverName' | 'operator' | 'declared' | 'claims' | 'arguments'
> &
  Pick<RunningServer, 'clientCertificates'>

/**
 * A server in a container image. It finds in /tls, as the servers of the catalogue do, its certificate (cert.pem,
 * key.pem) and the authority whose client certificates it may accept (ca.pem).
 */
export function planImage(image: string, ports: readonly string[], given: Given): SubjectPlan {
  const inside = new Map(ports.map(readPort))
  if (inside.size === 0) throw usage('expected --port with --image, such as --port submission=587')
  return {
    ...given,
    name: image,
    endpoints: [...inside.keys()].map((protocol) => endpointToStart(protocol, ['default'])),
    allow: harms,
    async start({ signal }) {
      const { startContainer } = await import('../../harness/container/start-container.ts')
      const { issueCertificates } = await import('./certificates.ts')
      const { authority, cert, key, clientCertificates } = await issueCertificates(given)
      const running = await startContainer({
        image,
        ports: [...inside.values()],
        files: { '/tls/cert.pem': cert, '/tls/key.pem': key, '/tls/ca.pem': authority.certificate },
        signal,
      })
      const endpoints = [...inside].map(([protocol, port]): Endpoint => {
        const listener = { host: running.host, port: running.portOf(port) }
        return { name: protocol, protocol, listeners: { default: listener } }
      })
      return {
        ...given,
        trust: given.trust ?? authority.certificate,
        serverName: given.serverName ?? 'localhost',
        name: image,
        digest: running.digest,
        endpoints,
        clientCertificates,
        allow: harms,
        asShipped: true,
        [Symbol.asyncDispose]: () => running.stop(),
      }
    },
  }
}
