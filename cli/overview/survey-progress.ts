import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import { Progress } from '../terminal/progress.ts'
import type { Surveyable } from './survey.ts'

/** Tells in one line how far a survey is: subjects that are done, and for those that run how many checks. */
export class SurveyProgress {
  readonly #progress = new Progress(process.stderr)
  readonly #total: number
  readonly #checks: readonly Check[]
  readonly #running = new Map<Surveyable, { done: number; total: number }>()
  #done = 0

  constructor(total: number, checks: readonly Check[]) {
    this.#total = total
    this.#checks = checks
  }

  started(subject: Surveyable): void {
    this.#running.set(subject, { done: 0, total: jobs(subject.plan, this.#checks).length })
    this.#tell()
  }

  counted(subject: Surveyable): void {
    this.#running.get(subject)!.done += 1
    this.#tell()
  }

  ended(subject: Surveyable): void {
    this.#running.delete(subject)
    this.#done += 1
    this.#tell()
  }

  /** Takes the line away. */
  end(): void {
    this.#progress.end()
  }

  #tell(): void {
    const running = [...this.#running].map(([{ kind, plan }, { done, total }]) => {
      return `${kind} ${plan.name} ${done === 0 ? 'starting' : `${done}/${total}`}`
    })
    this.#progress.say([`${this.#done}/${this.#total}`, ...running].join('  '))
  }
}
