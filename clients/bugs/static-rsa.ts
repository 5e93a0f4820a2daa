import type { ClientTls } from '../../harness/wire/tls-session.ts'

/** TLS before 1.2 with a key exchange that nobody signs: OpenSSL may refuse the SHA-1 of a signature, and take the version. */
export function overStaticRsa(usual: ClientTls, minVersion: ClientTls['minVersion'] = 'TLSv1'): ClientTls {
  return { ...usual, minVersion, ciphers: `${usual.ciphers}:AES128-SHA:@SECLEVEL=0` }
}
