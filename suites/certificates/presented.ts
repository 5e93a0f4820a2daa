import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import type { Protocol, Role } from '../../harness/subject.ts'
import type { RequirementId } from '../ledger.ts'

export type Clauses = Partial<Record<Role | Protocol, readonly RequirementId[]>>

/** A certificate, or several of the same kind, that a server shows to a client. */
export interface Presented {
  /** ends the id of its check */
  name: string
  /** what it is, for a sentence that begins with "a certificate that" */
  what: string
  /** what a client breaks that does otherwise than it has to */
  decides: Clauses
  /** how many labels the name of the host needs for it; default: one */
  labels?: number
  /** makes it for a host, and the address at which the client finds that */
  certificates: (host: string, address: string) => readonly (CertificateKind | CertificateSpec)[]
  /** it is good, and names the host but not its address: who takes it has to take the plainest such certificate */
  nameAlone?: true
}

/** How the clauses have it on each protocol: RFC 8314, sections 3.1 to 3.3 on implicit TLS, and section 5.3. */
export const byRfc7817: Clauses = {
  mua: ['rfc8314-5.3-1'],
  submissions: ['rfc8314-3.3-1'],
  imaps: ['rfc8314-3.2-1'],
  pop3s: ['rfc8314-3.1-1'],
}

/** Those clauses, and another one beside each. */
export function besides(id: RequirementId): Clauses {
  const { submissions = [], imaps = [], pop3s = [] } = byRfc7817
  return { mua: [id], submissions: [id, ...submissions], imaps: [id, ...imaps], pop3s: [id, ...pop3s] }
}
