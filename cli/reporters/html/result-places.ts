import type { CheckResult } from '../../../harness/check.ts'
import { verdicts } from '../../../harness/verdict.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'

/**
 * Where each result stands in the page, by key. One that decides several requirements stands beneath one of them, of those
 * that it names rather than of those that it feeds; the others link to it.
 */
export class ResultPlaces {
  readonly report: Report
  readonly #results: Map<string, CheckResult>
  readonly #homes = new Map<string, string>()

  constructor(report: Report) {
    const { checks, requirements } = report
    this.report = report
    this.#results = new Map(checks.map((result) => [result.key, result]))
    const named = requirements.flatMap((row) => keysOf(row).map((key) => ({ key, id: row.id })))
    const decided = named.filter(({ key, id }) => this.#results.get(key)?.decides.includes(id))
    for (const { key, id } of [...decided, ...named]) {
      if (!this.#homes.has(key)) this.#homes.set(key, id)
    }
  }

  /** The results of a requirement that stand beneath it, and those that stand elsewhere; the worst first. */
  of(row: RequirementRow): { here: CheckResult[]; elsewhere: CheckResult[] } {
    const results = keysOf(row)
      .flatMap((key) => this.#results.get(key) ?? [])
      .toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))
    return {
      here: results.filter(({ key }) => this.#homes.get(key) === row.id),
      elsewhere: results.filter(({ key }) => this.#homes.get(key) !== row.id),
    }
  }

  /** Results that no requirement shows. */
  beside(): CheckResult[] {
    return [...this.#results.values()].filter(({ key }) => !this.#homes.has(key))
  }
}

function keysOf({ byEndpoint }: RequirementRow): string[] {
  return [...new Set(byEndpoint.flatMap(({ checks }) => checks))]
}
