import { registry } from './suite-registry.ts'

export type SuiteName = keyof typeof registry

/** A cipher suite: its code point and IANA name, and the name that OpenSSL has or had for it. */
export interface Suite {
  code: number
  name: SuiteName
  openssl?: string
}

const all: readonly Suite[] = Object.entries(registry).map(([name, [code, openssl]]) => ({
  code,
  name: name as SuiteName,
  openssl,
}))

/** Suites by what RFC 9325 says of them. One that is bad in two ways stands in two groups, as it breaks two clauses. */
export const suiteGroups = {
  /** no encryption: MUST NOT (section 4.1) */
  null: like(/_NULL_/),
  rc4: like(/_RC4_/),
  /** less than 112 bits of security: export grade, single DES, RC2 */
  below112: like(/_EXPORT|_DES_|_RC2_/),
  /** less than 128 bits: SHOULD NOT */
  tripleDes: like(/_3DES_/),
  /** no forward secrecy: SHOULD NOT */
  staticRsa: like(/^(TLS|SSL)_RSA_/),
  staticDh: like(/^TLS_(EC)?DH_(RSA|DSS|ECDSA)_/),
  /** finite-field Diffie-Hellman in TLS 1.2: SHOULD NOT */
  dhe: like(/^TLS_DHE_/),
  /** CBC mode: SHOULD NOT without encrypt_then_mac (section 4.2) */
  everyCbc: like(/_CBC_/),
  /** the same with ECDHE, and no other fault */
  cbc: like(/^TLS_ECDHE_.*_(AES|CAMELLIA|ARIA)_\d+_CBC_/),
  /** the server does not show who it is */
  anonymous: like(/_anon_/),
  /** nothing against them in TLS 1.2 */
  ecdheAead: like(/^TLS_ECDHE_.*_(GCM|CCM|CHACHA20)/),
  /** all that TLS 1.2 and older versions could choose */
  upTo12: all.filter(({ code, name }) => code >> 8 !== 0x13 && !name.startsWith('TLS_SHA')),
  tls13: all.filter(({ code }) => code >> 8 === 0x13),
  /** no encryption in TLS 1.3 (RFC 9150) */
  tls13Null: like(/^TLS_SHA/),
} as const satisfies Record<string, readonly Suite[]>

/** What RFC 9325 recommends for TLS 1.2 (section 4.2), by the key of the server's certificate. */
export const recommended12 = {
  rsa: [suiteByName('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'), suiteByName('TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384')],
  ecdsa: [
    suiteByName('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'),
    suiteByName('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'),
  ],
} as const satisfies Record<string, readonly Suite[]>

/** The IANA name of a suite; its code point where there is none here. */
export function suiteName(code: number): string {
  return suiteByCode(code)?.name ?? `0x${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The suite of a code point, where it has a name here. */
export function suiteByCode(code: number): Suite | undefined {
  return all.find((suite) => suite.code === code)
}

/** The suite of an IANA name. */
export function suiteByName(name: SuiteName): Suite
export function suiteByName(name: string): Suite | undefined
export function suiteByName(name: string): Suite | undefined {
  return all.find((suite) => suite.name === name)
}

function like(pattern: RegExp): readonly Suite[] {
  return all.filter(({ name }) => pattern.test(name))
}
