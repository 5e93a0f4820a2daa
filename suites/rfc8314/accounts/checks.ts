import type { Check } from '../../../harness/check.ts'

/** Logging in: passwords in cleartext, SASL, client certificates. */
export const accountsChecks: readonly Check[] = []
