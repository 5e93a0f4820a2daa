import type { ServerTls } from '../../harness/wire/tls-session.ts'
import { serving } from '../../servers/bugs/family.ts'
import type { Script } from '../visit/encounter.ts'

/**
 * Servers that know no version of TLS newer than 1.1 (RFC 8997, section 3), or these alone. One signs its key exchange. The
 * other has static RSA, with nothing to sign (RFC 4346, section 7.4.3): OpenSSL may refuse the SHA-1 of a signature, and
 * take the version.
 */
export function withOldTls(
  versions: Pick<ServerTls, 'minVersion' | 'maxVersion'> = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
): Pick<Script, 'patches' | 'certificate'>[] {
  const only = (ciphers: string) => serving({ ...versions, ciphers: `${ciphers}:@SECLEVEL=0` })
  return [
    { patches: only('DEFAULT') },
    { patches: only('AES128-SHA:AES256-SHA'), certificate: { key: 'rsa2048', keyUsage: 'keyEncipherment' } },
  ]
}
