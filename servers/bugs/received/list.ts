import type { Bug } from '../bug.ts'

/** Those of the trace field that submission servers write. */
export const receivedBugs: readonly Bug[] = []
