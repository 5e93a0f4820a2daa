import { diffLines } from '../diff/diff-lines.ts'
import { diffReports } from '../diff/diff-reports.ts'
import { diffMarkdown } from '../diff/markdown.ts'
import { reporterOf } from '../options/reporters.ts'
import { print, printJson, printLines } from '../output.ts'
import { readReport } from '../reports/read-report.ts'
import { lookOf } from '../terminal/look.ts'

/** `mailtls diff`: what changed between two reports; 1 when something became worse. */
export async function diffCommand(old: string, now: string, flags: { reporter?: string }): Promise<number> {
  const reporter = reporterOf(flags.reporter, ['json', 'markdown'])
  const diff = diffReports(readReport(old), readReport(now))
  if (reporter === 'json') await printJson(diff)
  else if (reporter === 'markdown') await print(diffMarkdown(diff))
  else await printLines(diffLines(diff, lookOf(process.stdout)))
  return diff.worse.length > 0 ? 1 : 0
}
