import type { Bug } from '../bug.ts'

/** Those of logging in: passwords, SASL, client certificates. */
export const accountsBugs: readonly Bug[] = []
