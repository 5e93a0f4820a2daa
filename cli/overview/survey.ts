import type { Check } from '../../harness/check.ts'
import { abortError, faultText, isMailtlsError } from '../../harness/errors.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Reason } from '../../harness/verdict.ts'
import { certify } from '../../suites/certify.ts'
import type { SubjectPlan } from '../subject/plan.ts'
import { problemOf, type SubjectKind, type Surveyed } from './overview.ts'

/** A subject that a survey is to run. */
export interface Surveyable {
  kind: SubjectKind
  plan: SubjectPlan
}

export interface SurveyOptions {
  checks: readonly Check[]
  signal: AbortSignal
  /** how long one check may take, in ms */
  timeoutMs?: number
  /** how many subjects run side by side */
  atOnce?: number
  /** is told when a subject starts, has another result, and ends */
  progress: Record<'started' | 'counted' | 'ended', (subject: Surveyable) => void>
}

/**
 * Starts, judges and stops each subject, a few at once; the outcomes are in the order of the subjects. What goes wrong with one
 * is told as its problem. An aborted `signal` ends the survey with what was decided.
 */
export async function survey(subjects: readonly Surveyable[], options: SurveyOptions): Promise<Surveyed[]> {
  const outcomes = new Map<Surveyable, Surveyed>()
  const waiting = inTurns(subjects).values()
  const work = async (): Promise<void> => {
    for (const subject of waiting) {
      options.progress.started(subject)
      outcomes.set(subject, await surveyOne(subject, options))
      options.progress.ended(subject)
    }
  }
  await Promise.all(Array.from({ length: options.atOnce ?? 3 }, work))
  return subjects.map((subject) => outcomes.get(subject)!)
}

/** Clients cost time of the CPU, those of npm at the end of the catalogue most; servers mostly wait, and fill the gaps. */
function inTurns(subjects: readonly Surveyable[]): Surveyable[] {
  const servers = subjects.filter(({ kind }) => kind === 'server')
  const clients = subjects.filter(({ kind }) => kind === 'client').toReversed()
  const longer = Math.max(servers.length, clients.length)
  return Array.from({ length: longer }, (_, index) => [clients[index], servers[index]]).flatMap((pair) =>
    pair.filter((subject) => subject !== undefined),
  )
}

async function surveyOne(subject: Surveyable, options: SurveyOptions): Promise<Surveyed> {
  const { kind, plan } = subject
  const { checks, signal, timeoutMs, progress } = options
  const setUps = [...new Set(checks.map((check) => check.setUp))]
  let report: Report | undefined
  let problem: Reason | undefined
  try {
    if (signal.aborted) throw abortError(signal)
    await using started = await plan.start({ setUps, signal })
    report = await certify(started, { checks, signal, timeoutMs, onResult: () => progress.counted(subject) })
    problem = problemOf(report)
  } catch (error) {
    problem = reasonOf(error)
  }
  return { name: plan.name, kind, ...(report && { report }), ...(problem && { problem }) }
}

function reasonOf(error: unknown): Reason {
  if (isMailtlsError(error)) return { code: error.code, text: error.message }
  return { code: 'internal', text: faultText(error) }
}
