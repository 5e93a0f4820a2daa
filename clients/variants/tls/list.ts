import type { ClientVariant } from '../../bugs/bug.ts'

export const tlsVariants: readonly ClientVariant[] = []
