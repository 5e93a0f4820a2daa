import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { failureLevels } from '../../harness/report/exit-code.ts'
import { type ReporterFlags, type Reporting, reportersOf, reportingOf } from '../options/reporters.ts'
import type { ReadShard } from '../merge/read-shards.ts'
import { tell } from '../reporters/tell.ts'
import { oneOf, usage } from '../../harness/usage.ts'

export interface MergeFlags extends ReporterFlags {
  level?: string
  allowUndecided?: true
}

/** `mailtls merge`: one report of all shards of a run; its exit code. */
export async function mergeCommand(paths: readonly string[], flags: MergeFlags): Promise<number> {
  const level = flags.level === undefined ? undefined : oneOf('a level', flags.level, failureLevels)
  reportersOf(flags)
  const shards = (await import('../merge/read-shards.ts')).readShards(paths)
  const reporting = await reportingOf(flags)
  expectAnotherDirectory(reporting, shards)
  const { mergeShards } = await import('../merge/merge-shards.ts')
  const reports = shards.map(({ report }) => report)
  const merged = mergeShards(reports, { level: level ?? reports[0]!.level, allowUndecided: flags.allowUndecided })
  const { directory } = reporting
  const { copyEvidence } = await import('../merge/copy-evidence.ts')
  const report = directory === undefined ? merged : await copyEvidence(merged, shards, directory)
  await tell(report, reporting)
  return report.exitCode
}

/** What is merged stays as it is. */
function expectAnotherDirectory({ directory }: Reporting, shards: readonly ReadShard[]): void {
  if (directory === undefined) return
  const own = shards.find(({ file }) => realpathSync(dirname(file)) === realpathSync(directory))
  if (own) throw usage(`expected a --report-dir of its own for the merged report, found that of ${own.file}`)
}
