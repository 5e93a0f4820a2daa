import { complain, print, printJson, styleFor, widthOf } from '../output.ts'
import { documents, render } from '../reporters/reporters.ts'
import { oneOf, usage } from '../usage.ts'
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
export async function overviewReporting(flags: { reporter?: string; reportDir?: string }): Promise<OverviewReporting> {
  const named = (flags.reporter ?? 'terminal').split(',').map((name) => oneOf('a reporter', name.trim(), names))
  if (flags.reportDir === undefined) {
    if (named.length > 1) throw usage('expected --report-dir with several reporters: only one can have stdout')
    return { stdout: named[0] }
  }
  // every document is in the directory; JSON alone has stdout, too, as with certify
  const stdout = named.includes('terminal') ? 'terminal' : named.every((name) => name === 'json') ? 'json' : undefined
  return { stdout, directory: await writableDirectory(flags.reportDir) }
}

/** Gives an overview to all who are to have it; the reports that its page links to go into the directory beside it. */
export async function tellOverview(
  { overview, surveyed }: Outcome,
  { stdout, directory }: OverviewReporting,
): Promise<void> {
  for (const { names, what, text } of problemGroups(overview.subjects)) complain(`${names} ${what}: ${text}`)
  if (stdout === 'terminal') {
    const look = { width: widthOf(process.stdout), style: styleFor(process.stdout) }
    await print(`${overviewLines(overview, look).join('\n')}\n`)
  } else if (stdout === 'json') await printJson(overview)
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
