import type { Check } from '../harness/check.ts'
import { rfc3207Checks } from './rfc3207/checks.ts'

/** The suites by name, each with its checks. */
export const suites: Readonly<Record<string, readonly Check[]>> = { rfc3207: rfc3207Checks }

/** Every check of every suite. */
export const allChecks: readonly Check[] = Object.values(suites).flat()
