import type { ClientVariant } from '../../bugs/bug.ts'

export const upgradeVariants: readonly ClientVariant[] = []
