import { certificateKinds } from '../../certs/catalogue.ts'
import { byRfc7817, type Presented } from './presented.ts'

/** What the validation of a path has to find (RFC 5280, section 6). */
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
  what: `fails path validation (${certificateKinds[kind].what})`,
  decides: byRfc7817,
  certificates: () => [kind],
}))
