import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ExitOptions } from '../../harness/report/exit-code.ts'
import type { Report } from '../../harness/report/report.ts'
import { applyWaivers } from '../../harness/report/waivers.ts'
import { ledger } from '../../suites/ledger.ts'
import { readText } from '../read-file.ts'
import { complain } from '../output.ts'
import { count } from '../terminal/text.ts'
import { waiverLine } from '../terminal/waivers.ts'
import { usage } from '../../harness/usage.ts'
import { writeDocument } from '../write-document.ts'
import { newWaivers } from './new-waivers.ts'
import { rewriteWaivers } from './rewrite-waivers.ts'
import { readWaivers } from './read-waivers.ts'
import { theWaivers, type Waiving } from './waiving.ts'

/**
 * Writes what failed and is not waived into the file of waivers, with a reason that is still to be given, and takes out what
 * is stale; a file that is not there yet is written in any case, for the next run to find. An expired one stays, and its
 * failure counts: that somebody set a date is not undone here. The report, judged by the waivers as they then are. Throws
 * `not-writable`.
 */
export async function updateWaivers(report: Report, { files, update }: Waiving, exit: ExitOptions): Promise<Report> {
  const { path, ofItsOwn, text = '', waivers } = update!
  const options = { ledger, ...exit }
  const judged = waivers.map((waiver) => applyWaivers(report, [waiver], options).waivers[0])
  const stale = judged.filter((waiver) => waiver?.state === 'stale')
  const others = files.filter((file) => file !== update).flatMap((file) => file.waivers)
  const kept = [...others, ...waivers.filter((_waiver, i) => judged[i]?.state !== 'stale')]
  const forEver = kept.map(({ expires: _day, ...waiver }) => waiver)
  const subject = ofItsOwn ? report.subject.name : undefined
  const add = newWaivers(applyWaivers(report, forEver, options), subject)
  if (add.length + stale.length > 0 || update!.text === undefined) {
    const remove = stale.map((waiver) => judged.indexOf(waiver))
    await write(path, update!.text, rewriteWaivers(text, { remove, add }))
  }
  for (const waiver of stale) complain(waiverLine(waiver!, 'covers nothing any more and was removed'))
  complain(`${path}: ${count(add.length, 'waiver')} added, ${stale.length} removed`)
  const after = existsSync(path) ? readWaivers(path, ofItsOwn).waivers : []
  return applyWaivers(report, [...others, ...after], options)
}

async function write(path: string, before: string | undefined, text: string): Promise<void> {
  const now = existsSync(path) ? readText(path, theWaivers) : undefined
  if (now !== before) throw usage(`${path} was changed while the run went on: nothing was written, run it again`)
  await writeDocument(dirname(path), basename(path), text, { what: theWaivers })
}
