import { certificateKinds } from '../../certs/catalogue.ts'
import { byRfc7817, type Presented } from './presented.ts'

/** What has to be found (RFC 5280, section 6; section 4.2.1.12 for what a key may be used for, by both extensions). */
const faults = [
  'expired',
  'not-yet-valid',
  'self-signed',
  'untrusted-root',
  'missing-intermediate',
  'broken-signature',
  'not-a-ca',
  'path-too-long',
  'name-constraints-violated',
  'wrong-eku',
  'wrong-key-usage',
  'unknown-critical-extension',
] as const

/** Certificates for the host that no path of trust leads to, or only a broken one. */
export const faultyPaths: readonly Presented[] = faults.map((kind) => ({
  name: kind,
  what: `is not valid (${certificateKinds[kind].what})`,
  decides: byRfc7817,
  certificates: () => [kind],
}))
