import { complain, print, printJson, printLines } from '../output.ts'
import { namedReporters, type ReporterFlags, stdoutFor } from '../options/reporters.ts'
import { documents, render } from '../reporters/reporters.ts'
import { lookOf } from '../terminal/look.ts'
import { writableDirectory, writeDocument } from '../write-document.ts'
import { overviewLines } from './lines.ts'
import type { Outcome, Overview } from './overview.ts'
import { beside, type Link, nowhere } from './page/link.ts'
import { problemGroups } from './problems.ts'

const names = ['terminal', 'json', 'html'] as const

/** What goes to stdout, if anything does, and where all documents go. */
export interface OverviewReporting {
  stdout?: (typeof names)[number]
  directory?: string
}

/** Reads `--reporter` and `--report-dir` and makes the directory. Throws `usage`, or `not-writable` where that cannot be had. */
export async function overviewReporting(flags: ReporterFlags): Promise<OverviewReporting> {
  const stdout = stdoutFor(namedReporters(flags, names), flags)
  return { stdout, ...(flags.reportDir !== undefined && { directory: await writableDirectory(flags.reportDir) }) }
}

/** Gives an overview to all who are to have it; the reports that its page links to go into the directory beside it. */
export async function tellOverview(
  { overview, surveyed }: Outcome,
  { stdout, directory }: OverviewReporting,
): Promise<void> {
  for (const { names, what, text } of problemGroups(overview.subjects)) complain(`${names} ${what}: ${text}`)
  if (stdout === 'terminal') await printLines(overviewLines(overview, lookOf(process.stdout)))
  else if (stdout === 'json') await printJson(overview)
  else if (stdout === 'html') await print(await pageOf(overview, nowhere))
  if (directory === undefined) return
  for (const [index, { report }] of surveyed.entries()) {
    const { id } = overview.subjects[index]!
    for (const name of ['json', 'html'] as const) {
      const extension = documents[name].file.replace('report', '')
      if (report) await writeDocument(directory, `reports/${id}${extension}`, await render(name, report))
    }
  }
  await writeDocument(directory, 'matrix.json', `${JSON.stringify(overview, undefined, 2)}\n`)
  await writeDocument(directory, 'matrix.html', await pageOf(overview, beside))
}

async function pageOf(overview: Overview, link: Link): Promise<string> {
  return await (await import('./page/matrix-page.ts')).renderOverview(overview, link)
}
