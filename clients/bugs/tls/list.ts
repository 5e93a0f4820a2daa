import type { ClientBug } from '../bug.ts'

export const tlsBugs: readonly ClientBug[] = []
