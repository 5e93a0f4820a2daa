import type { ClientBug } from '../bug.ts'

export const minimumBugs: readonly ClientBug[] = []
