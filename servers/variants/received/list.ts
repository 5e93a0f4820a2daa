import type { Variant } from '../../bugs/bug.ts'

/** Those of the trace field that submission servers write. */
export const receivedVariants: readonly Variant[] = []
