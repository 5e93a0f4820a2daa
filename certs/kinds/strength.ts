import type { KindEntry } from '../spec.ts'

const lowLevel = 'OpenSSL serves it with the ciphers DEFAULT:@SECLEVEL=0 only.'

/**
 * Kinds that differ in key and signature (RFC 9325, section 4.5).
 * There is none with MD5: neither WebCrypto nor @peculiar/x509 can sign with it.
 */
export const strengthKinds = {
  'valid-rsa': {
    what: 'good: RSA 2048',
    side: 'server',
    verdict: 'accept',
    because: 'RFC 9325 section 4.5',
    node: 'OK',
    spec: { key: 'rsa2048' },
  },
  'rsa-1024': {
    what: 'RSA 1024',
    side: 'server',
    verdict: 'either',
    because: 'RFC 9325 section 4.5 forbids it to servers and leaves clients the choice',
    node: 'EE certificate key too weak',
    note: lowLevel,
    spec: { key: 'rsa1024' },
  },
  'sha1-signature': {
    what: 'signed by the root with ECDSA and SHA-1',
    side: 'server',
    verdict: 'refuse',
    because: 'RFC 9325 section 4.5',
    node: 'CA signature digest algorithm too weak',
    note: lowLevel,
    spec: { hash: 'SHA-1' },
  },
} as const satisfies Record<string, KindEntry>
