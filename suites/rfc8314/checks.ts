import type { Check } from '../../harness/check.ts'
import { accountsChecks } from './accounts/checks.ts'
import { operatorChecks } from './operator/checks.ts'
import { receivedChecks } from './received/checks.ts'
import { tlsChecks } from './tls/checks.ts'

/** Every check of RFC 8314 and RFC 8997, and of what they call upon. */
export const rfc8314Checks: readonly Check[] = [...tlsChecks, ...accountsChecks, ...receivedChecks, ...operatorChecks]
