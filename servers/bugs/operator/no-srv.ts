import type { Protocol } from '../../../harness/subject.ts'
import { operatorBug } from '../bug.ts'
import { isSrv, without } from './edit-zone.ts'

const lacks = (name: string, violates: readonly string[], ...services: readonly Protocol[]) =>
  operatorBug({ name, violates, zone: (zone) => without(zone, (record) => isSrv(record, ...services)) })

/** Section 4: the servers ought to be advertised; RFC 6186, section 3.4: IMAP and POP3 both. */
export const noSrv = lacks('no-srv', ['rfc8314-4-7', 'imp-rfc6186-3.4-1'])

/** The same for one of the two. */
export const noSrvForPop3 = lacks('no-srv-for-pop3', ['rfc8314-4-7', 'imp-rfc6186-3.4-1'], 'pop3', 'pop3s')

/** Submission has no counterpart. */
export const noSrvForSubmission = lacks('no-srv-for-submission', ['rfc8314-4-7'], 'submission', 'submissions')
