import { constants } from 'node:crypto'
import type tls from 'node:tls'

/**
 * What a completed handshake settled. Names are IANA's. `authorizationError` is why OpenSSL would not trust the peer;
 * `chain` is, known on the client's side only, the peer's certificate and its issuers, each behind what it signed: as far
 * as they were sent, and the anchor where that is trusted. All in DER.
 */
export interface TlsFacts {
  version: string
  suite: string
  group?: string
  peerCertificate?: Buffer
  chain?: Buffer[]
  authorizationError?: string
  /** whether the server asked for a client certificate; known on the client's side only */
  certificateRequested?: boolean
}

/** How a handshake came out. `ended` and `alert` are the peer's doing, `refused` is our own TLS engine's. */
export type TlsOutcome = { ok: true; facts: TlsFacts } | TlsFailure
export interface TlsFailure {
  ok: false
  by: 'fin' | 'rst' | 'alert' | 'plaintext' | 'refused'
  text: string
  /** what came where TLS records were due; it can be read as lines, too */
  plaintext: Buffer
  /** whether the server asked for a client certificate, as far as that could be seen */
  certificateRequested: boolean
}

/** Says how a handshake failed: an alert first, then the end of TCP, then our own engine; else plaintext came instead. */
export function failureOf(seen: {
  alert?: string
  rawEnd?: 'fin' | 'rst'
  error?: Error
  plaintext: Buffer
  certificateRequested?: boolean
}): TlsFailure {
  const { rawEnd, error, plaintext, certificateRequested = false } = seen
  const code = error && 'code' in error ? String(error.code) : (error?.message ?? '')
  const alert = seen.alert ?? (code.includes('ALERT') ? code : undefined)
  const by = alert ? 'alert' : (rawEnd ?? (error ? 'refused' : 'plaintext'))
  const texts = {
    alert: `TLS alert ${alert}`,
    rst: 'connection reset in the handshake',
    fin: 'connection closed in the handshake',
    refused: `handshake given up by our side: ${code}`,
    plaintext: 'plaintext instead of TLS',
  }
  return { ok: false, by, text: texts[by], plaintext, certificateRequested }
}

export type ClientTls = Pick<
  tls.ConnectionOptions,
  | 'minVersion'
  | 'maxVersion'
  | 'ciphers'
  | 'ca'
  | 'cert'
  | 'key'
  | 'servername'
  | 'sigalgs'
  | 'ecdhCurve'
  | 'secureOptions'
>

export type ServerTls = Pick<
  tls.TlsOptions,
  | 'minVersion'
  | 'maxVersion'
  | 'ciphers'
  | 'ca'
  | 'cert'
  | 'key'
  | 'requestCert'
  | 'sigalgs'
  | 'ecdhCurve'
  | 'honorCipherOrder'
  | 'dhparam'
>

/** Everything that OpenSSL still speaks: a subject's old version or weak suite must not look like no TLS at all. */
export const anyTls: ClientTls = {
  minVersion: 'TLSv1',
  // Node gives up TLS 1.3 when the list names none of its suites
  ciphers: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:DEFAULT:aNULL:@SECLEVEL=0',
  // a server without secure renegotiation (RFC 5746) is spoken to all the same
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
}

/**
 * Reads what was negotiated off an engine whose handshake is complete. `certificate` is the peer's with its chain, where
 * that was read already.
 */
export function factsOf(engine: tls.TLSSocket, side: 'C' | 'S', certificate?: tls.PeerCertificate): TlsFacts {
  // Node knows of no chain any more once it was asked for the certificate alone
  const chain = side === 'C' ? chainFrom(certificate ?? engine.getPeerCertificate(true)) : []
  const peerCertificate = side === 'C' ? chain[0] : engine.getPeerX509Certificate()?.raw
  const group = side === 'C' ? ephemeralName(engine) : undefined
  return {
    version: engine.getProtocol() ?? 'unknown',
    suite: engine.getCipher().standardName,
    ...(group && { group: ianaGroups[group] ?? group }),
    ...(peerCertificate && { peerCertificate }),
    ...(chain.length > 0 && { chain }),
    ...(side === 'C' && engine.authorizationError && { authorizationError: String(engine.authorizationError) }),
    // OpenSSL shares signature algorithms with us only when it is asked for a certificate
    ...(side === 'C' && { certificateRequested: engine.getSharedSigalgs().length > 0 }),
  }
}

function chainFrom(leaf: Partial<tls.DetailedPeerCertificate>): Buffer[] {
  const found = new Map<string, Buffer>()
  let certificate: Partial<tls.DetailedPeerCertificate> | undefined = leaf
  while (certificate?.raw && !found.has(certificate.fingerprint256!)) {
    found.set(certificate.fingerprint256!, certificate.raw)
    certificate = certificate.issuerCertificate
  }
  return [...found.values()]
}

function ephemeralName(engine: tls.TLSSocket): string | undefined {
  const info = engine.getEphemeralKeyInfo()
  return info && 'name' in info ? info.name : undefined
}

const ianaGroups: Record<string, string> = {
  X25519: 'x25519',
  X448: 'x448',
  prime256v1: 'secp256r1',
}
