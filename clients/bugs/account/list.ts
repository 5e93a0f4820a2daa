import type { ClientBug } from '../bug.ts'

export const accountBugs: readonly ClientBug[] = []
