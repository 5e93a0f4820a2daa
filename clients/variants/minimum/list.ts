import type { ClientVariant } from '../../bugs/bug.ts'

export const minimumVariants: readonly ClientVariant[] = []
