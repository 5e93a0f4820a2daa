import type { ClientVariant } from '../../bugs/bug.ts'

export const injectionVariants: readonly ClientVariant[] = []
