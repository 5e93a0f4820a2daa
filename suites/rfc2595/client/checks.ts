import type { Check } from '../../../harness/check.ts'

/** The checks of clients in this suite. */
export const rfc2595ClientChecks: readonly Check[] = []
