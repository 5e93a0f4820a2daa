import type { Variant } from '../../bugs/bug.ts'

/** Those of STARTTLS on IMAP and STLS on POP3. */
export const starttlsVariants: readonly Variant[] = []
