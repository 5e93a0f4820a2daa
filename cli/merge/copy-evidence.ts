import { basename, dirname, join } from 'node:path'
import type { Report } from '../../harness/report/report.ts'
import { beginEvidence, evidenceKinds } from '../evidence/evidence-files.ts'
import { readOurs } from '../evidence/former-run.ts'
import { complain } from '../output.ts'
import type { ReadShard } from './read-shards.ts'

/**
 * Copies the evidence of shards, which lies beside their reports, into a report directory. Returns the report with what is
 * there now; what was not brought along is told on stderr. Throws `not-writable`.
 */
export async function copyEvidence(merged: Report, shards: readonly ReadShard[], directory: string): Promise<Report> {
  const { subject } = merged
  await using evidence = await beginEvidence({ directory, subject, wanted: { all: false, captures: false } })
  for (const { file, report } of shards) {
    for (const result of report.checks) {
      for (const kind of ['dialogue', 'capture'] as const) {
        const name = result.evidence?.[kind]
        if (name === undefined) continue
        // a report may say anything: nothing but its own folders is read
        const path = join(dirname(file), evidenceKinds[kind].folder, basename(name))
        const content = await readOurs(path, evidenceKinds[kind])
        if (content) evidence.adopt(kind, result, content)
        else complain(`${path} is missing: it is not in the merged report`)
      }
    }
  }
  const failure = await evidence.end()
  if (failure) throw failure
  return evidence.namedIn({ ...merged, checks: merged.checks.map(({ evidence: _there, ...check }) => check) })
}
