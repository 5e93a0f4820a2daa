import type { Bug } from '../bug.ts'

/** Those of TLS itself: versions, suites, certificates, how it begins and ends. */
export const tlsBugs: readonly Bug[] = []
