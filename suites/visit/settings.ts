import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import type { Protocol } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import type { Mailbox } from '../../servers/reference/mailbox.ts'
import { type Settings, settingsFor } from '../../servers/reference/settings.ts'
import { certificateFor, testAuthority } from './certificates.ts'

/** What a server that a client meets on this host is set up with; clients are told to trust the authority of its certificate. */
export async function usualSettings(
  { protocol, host }: { protocol: Protocol; host: string },
  inbox: Mailbox,
  certificate: CertificateKind | CertificateSpec = 'valid',
  user: string = account.user,
): Promise<Settings> {
  const { certificate: ca } = await testAuthority()
  const identity = { ...(await certificateFor(host, certificate)), ca }
  return settingsFor(protocol, 'default', identity, { ...account, user }, inbox)
}
