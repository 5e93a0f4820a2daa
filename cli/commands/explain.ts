import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { clientVariants } from '../../clients/variants/catalogue.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { variants } from '../../servers/variants/catalogue.ts'
import { allChecks } from '../../suites/checks.ts'
import { isRequirementId, ledger, requirement } from '../../suites/ledger.ts'
import type { Explanation } from '../explain/explanation.ts'
import { reporterOf } from '../options/reporters.ts'
import { print, printJson, printLines, styleFor, widthOf } from '../output.ts'
import { indent, labelled, wrap } from '../terminal/text.ts'
import { suggestion } from '../../harness/suggestion.ts'
import { usage } from '../../harness/usage.ts'

/** The options of `mailtls explain` as commander hands them over. */
export interface ExplainFlags {
  pics?: true
  reporter?: string
}

/** `mailtls explain ID`: what a requirement, a check, a bug or a variant is about; with `--pics` the summary of all requirements. */
export async function explainCommand(id: string | undefined, { pics, ...flags }: ExplainFlags): Promise<void> {
  const reporter = reporterOf(flags.reporter)
  if (pics) return await tellPics(id, reporter)
  if (id === undefined) throw usage('expected an ID or --pics behind mailtls explain, found nothing')
  const explanation = await explain(id)
  if (reporter === 'json') return await printJson(explanation.json)
  await printLines(lines(explanation))
}

async function tellPics(id: string | undefined, reporter: 'terminal' | 'json'): Promise<void> {
  if (id !== undefined) throw usage(`expected either an ID or --pics, found ${id}, too`)
  const { picsMarkdown, picsRows } = await import('../explain/pics.ts')
  const rows = picsRows(ledger)
  if (reporter === 'json') await printJson(rows)
  else await print(picsMarkdown(rows))
}

async function explain(id: string): Promise<Explanation> {
  if (isRequirementId(id))
    return (await import('../explain/explain-requirement.ts')).explainRequirement(requirement(id))
  const check = allChecks.find((each) => each.id === id)
  if (check) return await (await import('../explain/explain-check.ts')).explainCheck(check)
  const bug = [...bugs, ...clientBugs].find(({ name }) => name === id)
  if (bug) return (await import('../explain/explain-bug.ts')).explainBug(bug)
  const variant = [...variants, ...clientVariants].find(({ name }) => name === id)
  if (variant) return (await import('../explain/explain-variant.ts')).explainVariant(variant)
  const ids = [...ledger, ...allChecks].map((each) => each.id)
  const names = [...bugs, ...clientBugs, ...variants, ...clientVariants].map(({ name }) => name)
  const known = [...ids, ...names]
  throw usage(`expected a requirement, a check, a bug or a variant, found "${id}"${suggestion(id, known)}`)
}

function lines({ title, text, facts }: Explanation): string[] {
  const width = widthOf(process.stdout)
  const told = Object.entries(facts).filter(([, values]) => values.length > 0)
  const labelWidth = Math.max(...told.map(([label]) => label.length)) + 2
  return [
    styleFor(process.stdout)('bold', title),
    ...indent(wrap(text, width - 2), 2),
    '',
    ...told.flatMap(([label, values]) =>
      values.flatMap((value, i) => labelled(i === 0 ? label : '', value, width, labelWidth)),
    ),
  ]
}
