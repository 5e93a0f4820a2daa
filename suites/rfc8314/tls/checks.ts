import type { Check } from '../../../harness/check.ts'

/** TLS itself on access and submission ports: how it begins and ends, versions, suites, certificates. */
export const tlsChecks: readonly Check[] = []
