import type { Bug } from '../bug.ts'

/** Those of STARTTLS on IMAP and STLS on POP3. */
export const starttlsBugs: readonly Bug[] = []
