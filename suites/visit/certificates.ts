import { type Authority, createAuthority, type Issued } from '../../certs/authority.ts'
import type { CertificateKind } from '../../certs/catalogue.ts'
import { hostNames, type Names } from '../../certs/names.ts'
import type { CertificateSpec } from '../../certs/spec.ts'

let authority: Promise<Authority> | undefined
const issued = new Map<string, Promise<Issued>>()

/** The authority that clients are told to trust: one for the process, since the matrix meets hundreds of clients. */
export async function testAuthority(): Promise<Authority> {
  return await (authority ??= createAuthority())
}

/** A certificate of that authority, issued once; the names are those of the host unless it is made for others. */
export async function certificateFor(host: string, what: CertificateKind | CertificateSpec): Promise<Issued> {
  const key = `${host} ${JSON.stringify(what)}`
  const named = typeof what !== 'string' && what.names !== undefined
  const issue = async () => await (await testAuthority()).issue(what, named ? undefined : namesOf(host))
  const certificate = issued.get(key) ?? issue()
  issued.set(key, certificate)
  return await certificate
}

/** The names of the host as the client knows it; where that is this machine's, its addresses, too. */
export function namesOf(host: string): Names {
  return { ...hostNames, cn: host, dns: [...new Set([host, ...hostNames.dns!])] }
}
