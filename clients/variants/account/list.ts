import type { ClientVariant } from '../../bugs/bug.ts'

export const accountVariants: readonly ClientVariant[] = []
