import type { Connecting } from '../../../harness/check.ts'
import type { TlsVersion } from '../../../harness/hello/codes.ts'
import { passwordsListed } from './passwords.ts'

/** What RFC 8997 has operators switch off. */
export const oldVersions: readonly (TlsVersion | 'SSLv2')[] = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1']

/**
 * Whether a login is offered inside TLS of an old version. Letting clients in and refusing them there is one of the two
 * ways to switch it off (RFC 8314, section 4.1). Of SSL we cannot tell, since OpenSSL speaks it no more. Inconclusive where
 * the version is chosen, and no handshake comes of it.
 */
export async function offersLoginAt(server: Connecting, version: TlsVersion | 'SSLv2'): Promise<boolean> {
  if (version !== 'TLSv1' && version !== 'TLSv1.1') return true
  const dialogue = await server.connectSecurely({ minVersion: version, maxVersion: version })
  const listed = passwordsListed(dialogue, await dialogue.capabilities())
  dialogue.close()
  return listed
}
