import type { Report } from '../../harness/report/report.ts'
import type { Reporting } from '../options/reporters.ts'
import { complain, print, printLines } from '../output.ts'
import { lookOf } from '../terminal/look.ts'
import { isUnreachable, problemLines, terminalReport } from '../terminal/report.ts'
import { waiverLines } from '../terminal/waivers.ts'
import { writeDocument } from '../write-document.ts'
import { documents, render } from './reporters.ts'

/** Gives a report to all who are to have it: stdout, and the files of the report directory. Throws `not-writable`. */
export async function tell(report: Report, { stdout, directory, files }: Reporting): Promise<void> {
  for (const line of [...problemLines(report), ...waiverLines(report)]) complain(line)
  if (stdout === 'terminal') await printTerminal(report)
  else if (stdout) await print(await render(stdout, report))
  if (directory === undefined) return
  for (const name of files) await writeDocument(directory, documents[name].file, await render(name, report))
}

async function printTerminal(report: Report): Promise<void> {
  if (isUnreachable(report)) return
  await printLines(terminalReport(report, lookOf(process.stdout)))
}
