import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../harness/report/report.ts'
import { type ShardFacts, shardFacts } from '../../harness/report/shard-facts.ts'
import { mostShards, partSize } from '../../harness/shard.ts'
import { subjectTitle } from '../../harness/report/subject-told.ts'
import { packageVersion } from '../../suites/package-version.ts'
import { readReport } from '../reports/read-report.ts'
import { documents } from '../reporters/reporters.ts'
import { usage } from '../../harness/usage.ts'

/** The report of a shard, and the file that it was read from. */
export interface ReadShard {
  file: string
  report: Report & { shard: ShardFacts }
}

/**
 * Reads the reports of shards, each in a directory as `--report-dir` wrote it, or a file; in the order of their numbers.
 * Throws `usage` where one is no shard, belongs to another run than the others, or stands for the same part as another.
 */
export function readShards(paths: readonly string[]): ReadShard[] {
  const shards = paths.map(reportFileAt).map(readShard)
  const [first] = shards
  if (!first) throw usage('expected the report directories of shards, found none')
  const ofThisVersion = packageVersion()
  const { version } = first.report.tool
  if (version !== ofThisVersion) {
    throw usage(
      `expected shards of mailtls ${ofThisVersion}, but ${first.file} is of ${version}: let that version merge them`,
    )
  }
  for (const other of shards.slice(1)) expectSameRun(first, other)
  for (const shard of shards) expectWhole(shard)
  const byIndex = Map.groupBy(shards, ({ report }) => report.shard.index)
  for (const [index, [one, another]] of byIndex) {
    if (another) {
      const name = `${index}/${first.report.shard.total}`
      throw usage(`expected each shard once, but ${one!.file} and ${another.file} are both shard ${name}`)
    }
  }
  expectDisjoint(shards)
  return shards.toSorted((a, b) => a.report.shard.index - b.report.shard.index)
}

function reportFileAt(path: string): string {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory()
  return isDirectory ? join(path, documents.json.file) : path
}

function readShard(file: string): ReadShard {
  const report = readReport(file)
  const { shard } = report
  if (!shard) throw usage(`expected the report of a shard (certify --shard I/N), but ${file} is of a whole run`)
  const { index, total } = shard
  if (index > total || total > mostShards)
    throw usage(`expected a whole report, but ${file} is of shard ${index}/${total}`)
  const planned = new Set(shard.jobs.map(({ key }) => key))
  const stranger = report.checks.find(({ key }) => !planned.has(key))
  if (stranger) throw usage(`expected a whole report, but in ${file} ${stranger.key} is none of the run's checks`)
  return { file, report: { ...report, shard } }
}

/** A part that was lost or altered on the way must not pass for one in which nothing fails. */
function expectWhole({ file, report: { shard, subject, tool, checks } }: ReadShard): void {
  const { run, ...facts } = shard
  if (shardFacts(facts, tool.version, subject).run !== run) {
    throw usage(`expected a report as mailtls wrote it, but what ${file} says of its run was changed: run it again`)
  }
  const part = partSize(shard.jobs.length, shard)
  const found = new Set(checks.map(({ key }) => key)).size
  if (found !== part || checks.length !== part) {
    throw usage(
      `expected ${part} results in shard ${shard.index}/${shard.total}, but ${file} has ${checks.length}: run it again`,
    )
  }
}

/** No check is in two shards: one result would hide the other. */
function expectDisjoint(shards: readonly ReadShard[]): void {
  const holders = new Map<string, string>()
  for (const { file, report } of shards) {
    for (const { key } of report.checks) {
      const other = holders.get(key)
      if (other) throw usage(`expected each check in one shard, but ${key} is in ${other} and in ${file}`)
      holders.set(key, file)
    }
  }
}

/** Whatever differs between two runs, the first difference that a person understands is told. */
function expectSameRun(one: ReadShard, another: ReadShard): void {
  const [a, b] = [one.report, another.report]
  if (a.shard.run === b.shard.run) return
  const facts = ({ subject, tool, shard }: ReadShard['report']) => ({
    'the version of mailtls': tool.version,
    'the subject': subjectTitle(subject),
    'its endpoints': subject.endpoints.map(({ name }) => name).join(', '),
    'the number of shards': shard.total,
    'the id of the run': shard.runId ?? 'none',
    'the number of checks': shard.jobs.length,
  })
  const [ofOne, ofAnother] = [facts(a), facts(b)]
  const names = Object.keys(ofOne) as (keyof typeof ofOne)[]
  const differing = names.find((name) => ofOne[name] !== ofAnother[name])
  const why = differing
    ? `${differing} differs, ${ofOne[differing]} and ${ofAnother[differing]}`
    : 'other checks were selected, or other answers declared'
  throw usage(`expected shards of one run, but ${one.file} and ${another.file} are of different ones: ${why}`)
}
