import type { Bug } from '../bug.ts'

/** Those of the operator: DNS, and what is served where. */
export const operatorBugs: readonly Bug[] = []
