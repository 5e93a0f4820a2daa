import type { Check } from '../../../harness/check.ts'

/** What the operator is to publish and to serve (sections 4 and 4.5). */
export const operatorChecks: readonly Check[] = []
