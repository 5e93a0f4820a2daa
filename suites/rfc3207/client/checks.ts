import type { Check } from '../../../harness/check.ts'
import { ehloFirstInsideTls } from './ehlo-first-inside-tls.ts'

/** The checks of clients in this suite. */
export const rfc3207ClientChecks: readonly Check[] = [ehloFirstInsideTls]
