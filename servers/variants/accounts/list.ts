import type { Variant } from '../../bugs/bug.ts'

/** Those of logging in: passwords, SASL, client certificates. */
export const accountsVariants: readonly Variant[] = []
