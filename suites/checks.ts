import type { Check } from '../harness/check.ts'
import { rfc2595Checks } from './rfc2595/checks.ts'
import { rfc3207Checks } from './rfc3207/checks.ts'
import { rfc8314Checks } from './rfc8314/checks.ts'

/** The suites by name, each with its checks. */
export const suites: Readonly<Record<string, readonly Check[]>> = {
  rfc3207: rfc3207Checks,
  rfc8314: rfc8314Checks,
  rfc2595: rfc2595Checks,
}

/** Every check of every suite. */
export const allChecks: readonly Check[] = Object.values(suites).flat()
