import type { ClientBug } from '../bug.ts'

export const upgradeBugs: readonly ClientBug[] = []
