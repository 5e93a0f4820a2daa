import type { Variant } from '../../bugs/bug.ts'

/** Those of the operator: DNS, and what is served where. */
export const operatorVariants: readonly Variant[] = []
