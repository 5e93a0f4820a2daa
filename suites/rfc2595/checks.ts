import type { Check } from '../../harness/check.ts'

/** STARTTLS on IMAP and STLS on POP3: RFC 2595, and what RFC 3501, 9051 and 5034 say of it. */
export const rfc2595Checks: readonly Check[] = []
