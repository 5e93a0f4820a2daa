import type { SetUp, Subject } from '../../harness/subject.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'

/** A subject that is named but not started: all that is known before anything is contacted. */
export interface SubjectPlan extends Pick<
  Subject,
  'name' | 'endpoints' | 'operator' | 'clients' | 'allow' | 'account' | 'mailbox'
> {
  /** the command lines that would be started, where the subject is a client that is described by them */
  commands?: readonly { purpose: string; command: string }[]
  /** Starts it, at least in the set-ups asked for, or makes it known where it runs already. */
  start: (options: { setUps: readonly SetUp[]; signal: AbortSignal }) => Promise<StartedSubject>
}
