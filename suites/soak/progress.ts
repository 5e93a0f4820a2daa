import type { Table } from '../measured/publish.ts'
import type { Difference, Task } from './soak-one.ts'
import type { Kind } from './subjects.ts'
import type { FromWorker } from './worker.ts'

interface Sum {
  names: Set<string>
  certifications: number
  compared: number
  differences: number
  endedAt: number
}

/** Adds up what is done, tells of it on stderr, and makes the tables in the end. */
export class Progress {
  failed = false
  readonly #tasks: readonly Task[]
  readonly #interrupted: AbortSignal
  /** by kind, and for real software by its name: rows of the tables */
  readonly #sums = new Map<Kind, Map<string, Sum>>()
  readonly #quiet = new Map<string, string>()
  readonly #startedAt = performance.now()
  #done = 0
  #toldAt = 0

  constructor(tasks: readonly Task[], interrupted: AbortSignal) {
    this.#tasks = tasks
    this.#interrupted = interrupted
  }

  /** Takes in what came of a task; the differences that it shows. */
  add(task: Task, outcome: FromWorker): Difference[] {
    const { kind, name, rounds } = task
    this.#done++
    if ('failure' in outcome) {
      this.#fail(`${kind} ${name} broke down: ${outcome.failure}`)
      return []
    }
    const { quiet, compared, differences } = outcome.soak
    const sum = this.#sumOf(task)
    sum.names.add(name)
    sum.certifications += rounds.length
    sum.compared += compared
    sum.differences += differences.length
    sum.endedAt = performance.now()
    if (differences.length > 0) this.failed = true
    this.#tell()
    // what was cut off has compared less, and what came in peace may be part of it only
    if (this.#interrupted.aborted) return differences
    if (compared === 0) this.#fail(`${kind} ${name}: no check concerns it`)
    this.#compareQuiet(`${kind} ${name}`, JSON.stringify(quiet))
    return differences
  }

  /** A table for each kind. */
  tables(): [Kind, Table][] {
    const columns = ['what', 'certifications', 'verdicts compared', 'that differ', 'time']
    return [...this.#sums].map(([kind, sums]) => [
      kind,
      { columns, rows: [...sums.values()].map((sum) => this.#row(sum, kind)) },
    ])
  }

  #row({ names, certifications, compared, differences, endedAt }: Sum, kind: Kind): string[] {
    const count = (n: number) => n.toLocaleString('en')
    const what = names.size === 1 ? [...names][0]! : `${names.size} ${kind}`
    const minutes = `${((endedAt - this.#startedAt) / 60_000).toFixed(1)} min`
    return [what, count(certifications), count(compared), count(differences), minutes]
  }

  #sumOf({ kind, name }: Task): Sum {
    const sums = this.#sums.get(kind) ?? new Map<string, Sum>()
    this.#sums.set(kind, sums)
    const key = kind === 'servers' || kind === 'clients' ? name : ''
    const sum = sums.get(key) ?? { names: new Set(), certifications: 0, compared: 0, differences: 0, endedAt: 0 }
    sums.set(key, sum)
    return sum
  }

  /** Without noise nothing may differ, either, in whichever thread. */
  #compareQuiet(what: string, quiet: string): void {
    const before = this.#quiet.get(what) ?? quiet
    this.#quiet.set(what, before)
    if (quiet !== before) this.#fail(`${what} differs without noise:\n  ${before}\n  ${quiet}`)
  }

  #fail(text: string): void {
    this.failed = true
    process.stderr.write(`${text}\n`)
  }

  #tell(): void {
    const now = performance.now()
    if (now - this.#toldAt < 10_000 && this.#done < this.#tasks.length) return
    this.#toldAt = now
    const minutes = (now - this.#startedAt) / 60_000
    const left = (minutes / this.#done) * (this.#tasks.length - this.#done)
    const sums = [...this.#sums].map(([kind, all]) => {
      const total = (of: 'compared' | 'differences') => [...all.values()].reduce((sum, each) => sum + each[of], 0)
      return `${kind}: ${total('compared')} compared, ${total('differences')} differ`
    })
    const done = `${this.#done} of ${this.#tasks.length} in ${minutes.toFixed(1)} min`
    process.stderr.write(`${done}, some ${left.toFixed(0)} min left; ${sums.join('; ')}\n`)
  }
}
