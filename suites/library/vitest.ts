/** Conformance suites and matchers for Vitest. Importing this adds the matchers to `expect`. */
import { addMatchers } from './matchers.ts'

export { type ConformanceOptions, describeConformance } from './describe-conformance.ts'
export type { ComplianceOptions } from './matchers.ts'
export type { OwnServer, Testable } from './planned.ts'

addMatchers()
