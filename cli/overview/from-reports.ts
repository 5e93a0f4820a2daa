import type { Report } from '../../harness/report/report.ts'
import { packageVersion } from '../../suites/package-version.ts'
import { readReport } from '../reports/read-report.ts'
import { usage } from '../../harness/usage.ts'
import { buildOverview, kindOf, type Outcome, problemOf, subjectKinds, type Surveyed } from './overview.ts'

/** Lays JSON reports side by side, servers first. Throws `usage` for what is none, and where they judge different requirements. */
export function overviewOfReports(files: readonly string[]): Outcome {
  const reports = files.map((file) => ({ file, report: readReport(file) }))
  const first = reports[0]!
  for (const each of reports) assertComparable(first, each)
  const surveyed = reports
    .map(({ report }): Surveyed => {
      const problem = problemOf(report)
      return { name: report.subject.name, kind: kindOf(report), report, ...(problem && { problem }) }
    })
    .toSorted((a, b) => subjectKinds.indexOf(a.kind) - subjectKinds.indexOf(b.kind))
  const overview = buildOverview({
    version: packageVersion(),
    requirementSet: first.report.requirementSet,
    requirements: first.report.requirements,
    startedAt: reports.map(({ report }) => report.startedAt).toSorted()[0]!,
    durationMs: reports.reduce((sum, { report }) => sum + report.durationMs, 0),
    surveyed,
  })
  return { overview, surveyed }
}

interface ReadReport {
  file: string
  report: Report
}

function assertComparable(one: ReadReport, other: ReadReport): void {
  const { shard } = other.report
  if (shard) {
    throw usage(
      `expected whole reports, but ${other.file} is shard ${shard.index} of ${shard.total}: put the shards together with mailtls merge`,
    )
  }
  const [set, otherSet] = [one.report.requirementSet, other.report.requirementSet]
  if (set !== otherSet) {
    throw usage(
      `expected reports on one requirement set, found ${set} in ${one.file} and ${otherSet} in ${other.file}: ` +
        'certify the older one again',
    )
  }
  const [ids, otherIds] = [one, other].map(({ report }) => report.requirements.map(({ id }) => id)) as [
    string[],
    string[],
  ]
  const odd = ids.find((id) => !otherIds.includes(id)) ?? otherIds.find((id) => !ids.includes(id))
  if (odd === undefined) return
  const lacking = ids.includes(odd) ? other.file : one.file
  throw usage(
    `expected all requirements of ${set} in each report, but ${lacking} lacks ${odd}: certify that subject again`,
  )
}
