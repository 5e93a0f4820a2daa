import type { Check } from '../harness/check.ts'
import { rfc2595Checks } from './rfc2595/checks.ts'
import { rfc2595ClientChecks } from './rfc2595/client/checks.ts'
import { rfc3207Checks } from './rfc3207/checks.ts'
import { rfc3207ClientChecks } from './rfc3207/client/checks.ts'
import { rfc8314Checks } from './rfc8314/checks.ts'
import { rfc8314ClientChecks } from './rfc8314/client/checks.ts'

/** The suites by name, each with its checks of servers, operators and clients. */
export const suites: Readonly<Record<string, readonly Check[]>> = {
  rfc3207: [...rfc3207Checks, ...rfc3207ClientChecks],
  rfc8314: [...rfc8314Checks, ...rfc8314ClientChecks],
  rfc2595: [...rfc2595Checks, ...rfc2595ClientChecks],
}

/**
 * Every check of every suite: what it decides, for whom, and what it may hurt.
 *
 * @example
 * ```ts
 * import { checks } from 'mailtls'
 *
 * const ofRelays = checks.filter(({ roles, harms }) => roles.includes('smtp-server') && harms.length === 0)
 * console.log(ofRelays.length > 10, ofRelays.find(({ id }) => id.endsWith('/starttls-works'))?.kind) // true decides
 * ```
 */
export const allChecks: readonly Check[] = Object.values(suites).flat()
