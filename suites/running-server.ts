import { isIP } from 'node:net'
import type { Endpoint, Subject } from '../harness/subject.ts'

/** Servers that run already and are not ours, or their operator: what their user says of them. */
export interface RunningServer extends Pick<
  Subject,
  'operator' | 'account' | 'mailbox' | 'trust' | 'serverName' | 'allow' | 'declared' | 'claims' | 'arguments'
> {
  endpoints: Endpoint[]
  clientCertificates?: { accepted: { cert: string; key: string }; foreign?: { cert: string; key: string } }
}

/** What is known of them before anything is contacted: a single host is the name of the subject and of its certificate. */
export function known<Server extends RunningServer>(server: Server): Server & { name: string } {
  const hosts = [...new Set(server.endpoints.map(({ listeners }) => listeners.default!.host))]
  const [host = ''] = hosts
  const serverName = server.serverName ?? (hosts.length === 1 && !isIP(host) ? host : undefined)
  return { ...server, name: host || server.operator?.name || '', serverName }
}

/** Makes a subject of them, with a stranger's client certificate where none was given beside the accepted one. */
export async function runningSubject(server: RunningServer): Promise<Subject> {
  const { clientCertificates, ...rest } = known(server)
  if (!clientCertificates) return rest
  const { accepted, foreign = await strangersCertificate() } = clientCertificates
  return { ...rest, clientCertificates: { accepted, foreign } }
}

/** Of an authority that nobody has ever heard of. */
async function strangersCertificate() {
  const { createAuthority } = await import('../certs/authority.ts')
  return await (await createAuthority()).issue('client-untrusted')
}
