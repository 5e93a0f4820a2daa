/** Versions as they stand on the wire, under the names that Node gives them. */
export const versions = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
} as const

/** Groups for key agreement (IANA's supported groups); the first are what servers have. */
export const groups = {
  x25519: 29,
  secp256r1: 23,
  secp384r1: 24,
  secp521r1: 25,
  x448: 30,
  secp224r1: 21,
  secp192r1: 19,
  brainpoolP256r1: 26,
  brainpoolP384r1: 27,
  brainpoolP512r1: 28,
  ffdhe2048: 256,
  ffdhe3072: 257,
  ffdhe4096: 258,
  ffdhe6144: 259,
  ffdhe8192: 260,
  X25519MLKEM768: 0x11ec,
} as const

/** Signature schemes (RFC 8446, section 4.2.3), with the pairs of hash and algorithm that are TLS 1.2's only. */
export const signatureSchemes = {
  ecdsa_secp256r1_sha256: 0x0403,
  ecdsa_secp384r1_sha384: 0x0503,
  ecdsa_secp521r1_sha512: 0x0603,
  ed25519: 0x0807,
  ed448: 0x0808,
  rsa_pss_rsae_sha256: 0x0804,
  rsa_pss_rsae_sha384: 0x0805,
  rsa_pss_rsae_sha512: 0x0806,
  rsa_pss_pss_sha256: 0x0809,
  rsa_pss_pss_sha384: 0x080a,
  rsa_pss_pss_sha512: 0x080b,
  rsa_pkcs1_sha256: 0x0401,
  rsa_pkcs1_sha384: 0x0501,
  rsa_pkcs1_sha512: 0x0601,
  ecdsa_sha224: 0x0303,
  rsa_pkcs1_sha224: 0x0301,
  dsa_sha256: 0x0402,
  ecdsa_sha1: 0x0203,
  rsa_pkcs1_sha1: 0x0201,
  dsa_sha1: 0x0202,
} as const

/** Extension types (IANA's registry of them). */
export const extensionTypes = {
  serverName: 0,
  supportedGroups: 10,
  ecPointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  encryptThenMac: 22,
  extendedMasterSecret: 23,
  supportedVersions: 43,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const

export type TlsVersion = keyof typeof versions
export type Group = keyof typeof groups
export type SignatureScheme = keyof typeof signatureSchemes

/** The name of a code; the code itself in hex where there is none. */
export function nameOf(names: Record<string, number>, code: number): string {
  const known = Object.entries(names).find(([, value]) => value === code)
  return known?.[0] ?? `0x${code.toString(16).toUpperCase().padStart(4, '0')}`
}
