import type { Reached } from './context.ts'
import { isMailtlsError, traceOf } from './errors.ts'
import { lateText } from './late.ts'
import type { Recording, Side } from './recording.ts'
import type { Listener, Subject } from './subject.ts'
import { Inconclusive, isDecision, type Reason, type Verdict } from './verdict.ts'

/** How a check came out, and why where it did not pass. */
export interface Judgement {
  verdict: Verdict
  reason?: Reason
}

/** What a judgement on an error rests on: what was said, by whom, and what was known of the listeners before. */
interface Ground {
  recording: Recording
  theirs: Side
  known: readonly Reached[]
  /** what the check would have told where its time runs out */
  late?: Reason
  timeoutMs: number
}

/** What an error that has ended a check says about it. */
export function judge(thrown: unknown, ground: Ground): Judgement {
  const error = lateness(thrown, ground)
  const verdict = isDecision(error) ? error.verdict : isMailtlsError(error) ? 'inconclusive' : 'error'
  const { code, text } = reasonOf(error, ground)
  return { verdict, reason: { code, text: ground.recording.redact(text) } }
}

/** The end of a check's time, as the check would have it told. */
function lateness(error: unknown, { late, timeoutMs }: Ground): unknown {
  if (!late || !isMailtlsError(error, 'deadline')) return error
  return new Inconclusive(late.code, `${late.text} within ${timeoutMs} ms: --timeout gives it longer`)
}

function reasonOf(error: unknown, { recording, theirs, known }: Ground): Reason {
  if (isDecision(error)) return error.reason
  if (isMailtlsError(error, 'deadline')) {
    return { code: error.code, text: lateText(error, recording, theirs) }
  }
  // a listener that was spoken to before refuses now what it refuses to so many connections
  const wasSo = isMailtlsError(error) && known.some((each) => each.known.problem?.code === error.code)
  if (!wasSo && isMailtlsError(error, 'busy', 'closing', 'closed-before-greeting', 'connection-refused')) {
    const text = `${error.message}; the server may limit its clients: lower --concurrency`
    return { code: 'rate-limited', text }
  }
  if (isMailtlsError(error)) return { code: error.code, text: error.message }
  return { code: 'internal', text: traceOf(error) }
}

/** Says of what came to nothing that the server itself has come to its end, where it has. */
export async function withEndOf(listener: Listener, { endOf }: Subject, judged: Judgement): Promise<Judgement> {
  const { verdict, reason } = judged
  const isLost =
    reason && ['connection-refused', 'rate-limited', 'closed-before-greeting', 'ended'].includes(reason.code)
  const end = verdict === 'inconclusive' && isLost ? await endOf?.(listener) : undefined
  return end === undefined ? judged : { ...judged, reason: { code: 'ended', text: `the server has ended with ${end}` } }
}
