import { type Authority, createAuthority } from '../../certs/authority.ts'
import type { Names } from '../../certs/names.ts'
import { privateLinesOf } from '../../harness/redaction/private-key.ts'
import type { ClientCertificates, Subject } from '../../harness/subject.ts'
import type { RunningServer } from '../../suites/running-server.ts'
import { keepSecret } from '../output.ts'

/** The certificates of a server that we start: what it shows, and what its clients show to it. */
export interface ServerCertificates {
  authority: Authority
  cert: string
  key: string
  clientCertificates: ClientCertificates
}

/** What is said of a server that we start, and is asked for here. */
type Given = Pick<Subject, 'account' | 'mailbox'> & Pick<RunningServer, 'clientCertificates'>

/**
 * Issues them; a client certificate that may be accepted names the account by its common name and the mailbox by its
 * address. One that the user says is accepted goes before it.
 */
export async function issueCertificates({
  account,
  mailbox,
  clientCertificates: said,
}: Given): Promise<ServerCertificates> {
  const authority = await createAuthority()
  const names: Names | undefined = account && { cn: account.user, ...(mailbox && { email: [mailbox] }) }
  const [{ cert, key }, accepted, foreign] = await Promise.all([
    authority.issue('valid'),
    authority.issue('client', names),
    authority.issue('client-untrusted', names),
  ])
  // a server that does not start may show what it was given
  for (const line of privateLinesOf(key)) keepSecret(line)
  const clientCertificates = said
    ? { foreign: said.foreign ?? foreign, accepted: said.accepted }
    : { accepted, foreign, assumed: true }
  return { authority, cert, key, clientCertificates }
}
