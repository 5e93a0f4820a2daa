import type { Check } from '../../../harness/check.ts'

/** The trace field that a submission server writes (section 4.3). */
export const receivedChecks: readonly Check[] = []
