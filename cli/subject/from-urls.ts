import { isIP } from 'node:net'
import type { Declaration, Endpoint, Harm, Operator, Subject } from '../../harness/subject.ts'
import type { Account } from '../../harness/dialogue/dialogue.ts'
import type { SubjectPlan } from './plan.ts'

/** Servers that run already and are not ours, or their operator: what the command line and mailtls.yaml say of them. */
export interface RunningServer {
  endpoints: Endpoint[]
  operator?: Operator
  account?: Account
  mailbox?: string
  trust?: string
  serverName?: string
  allow: readonly Harm[]
  declared?: Readonly<Record<string, Declaration>>
  clientCertificates?: { accepted: { cert: string; key: string }; foreign?: { cert: string; key: string } }
  arguments: string
}

export function planRunningServer(server: RunningServer): SubjectPlan {
  const { clientCertificates, ...given } = server
  const hosts = [...new Set(server.endpoints.map(({ listeners }) => listeners.default!.host))]
  const [host = ''] = hosts
  const name = host || server.operator?.name || ''
  const known = { ...given, serverName: given.serverName ?? (hosts.length === 1 && !isIP(host) ? host : undefined) }
  return {
    ...known,
    name,
    async start() {
      const subject: Subject = {
        ...known,
        name,
        clientCertificates: clientCertificates && {
          accepted: clientCertificates.accepted,
          foreign: clientCertificates.foreign ?? (await strangersCertificate()),
        },
      }
      return { ...subject, [Symbol.asyncDispose]: async () => {} }
    },
  }
}

/** Of an authority that nobody has ever heard of. */
async function strangersCertificate() {
  const { createAuthority } = await import('../../certs/authority.ts')
  return await (await createAuthority()).issue('client-untrusted')
}
