import type { Check } from '../../../harness/check.ts'

/** The checks of clients in this suite. */
export const rfc8314ClientChecks: readonly Check[] = []
