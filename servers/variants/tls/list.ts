import type { Variant } from '../../bugs/bug.ts'
import { explainsInCleartextVariants } from './explains-in-cleartext.ts'
import { greetsTheCertified } from './greets-the-certified.ts'
import { hangsUpAtTimesVariants } from './hangs-up-at-times.ts'
import { asksForTheIdentityVariants, wantsAnIdentityVariants } from './minds-the-identity.ts'
import { p384OnlyVariants } from './p-384-only.ts'
import { prefersAes256Variants } from './prefers-aes-256.ts'
import { refusesOtherNamesVariants } from './refuses-other-names.ts'
import { rsaCertificateVariants } from './rsa-certificate.ts'
import { takesCertificatesVariants } from './takes-certificates.ts'
import { tls12OnlyVariants } from './tls-1-2-only.ts'
import { tls13OnlyVariants } from './tls-1-3-only.ts'

/** Those of TLS itself: versions, suites, certificates, how it begins and ends. */
export const tlsVariants: readonly Variant[] = [
  ...explainsInCleartextVariants,
  greetsTheCertified,
  ...hangsUpAtTimesVariants,
  ...asksForTheIdentityVariants,
  ...wantsAnIdentityVariants,
  ...p384OnlyVariants,
  ...prefersAes256Variants,
  ...refusesOtherNamesVariants,
  ...rsaCertificateVariants,
  ...takesCertificatesVariants,
  ...tls12OnlyVariants,
  ...tls13OnlyVariants,
]
