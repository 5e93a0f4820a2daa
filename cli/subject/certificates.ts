import { type Authority, createAuthority } from '../../certs/authority.ts'
import type { Names } from '../../certs/names.ts'
import { privateLinesOf } from '../../harness/redaction/private-key.ts'
import type { Subject } from '../../harness/subject.ts'
import { keepSecret } from '../output.ts'

/** The certificates of a server that we start: what it shows, and what its clients show to it. */
export interface ServerCertificates {
  authority: Authority
  cert: string
  key: string
  clientCertificates: NonNullable<Subject['clientCertificates']>
}

/** Issues them; the accepted client certificate names the account by its common name and the mailbox by its address. */
export async function issueCertificates({
  account,
  mailbox,
}: Pick<Subject, 'account' | 'mailbox'>): Promise<ServerCertificates> {
  const authority = await createAuthority()
  const names: Names | undefined = account && { cn: account.user, ...(mailbox && { email: [mailbox] }) }
  const [{ cert, key }, accepted, foreign] = await Promise.all([
    authority.issue('valid'),
    authority.issue('client', names),
    authority.issue('client-untrusted', names),
  ])
  // a server that does not start may show what it was given
  for (const line of privateLinesOf(key)) keepSecret(line)
  return { authority, cert, key, clientCertificates: { accepted, foreign } }
}
