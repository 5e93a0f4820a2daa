import type { ClientBug } from '../bug.ts'

export const injectionBugs: readonly ClientBug[] = []
