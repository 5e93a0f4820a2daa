import type { Variant } from '../../bugs/bug.ts'

/** Those of TLS itself: versions, suites, certificates, how it begins and ends. */
export const tlsVariants: readonly Variant[] = []
