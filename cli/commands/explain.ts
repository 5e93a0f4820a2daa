import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { allChecks } from '../../suites/checks.ts'
import { isRequirementId, ledger, requirement } from '../../suites/ledger.ts'
import type { Explanation } from '../explain/explanation.ts'
import { reporterOf } from '../options/reporters.ts'
import { print, printJson, styleFor, widthOf } from '../output.ts'
import { indent, labelled, wrap } from '../terminal/text.ts'
import { suggestion } from '../../harness/suggestion.ts'
import { usage } from '../usage.ts'

/** `mailtls explain ID`: what a requirement, a check or a bug is about. */
export async function explainCommand(id: string, flags: { reporter?: string }): Promise<void> {
  const reporter = reporterOf(flags.reporter)
  const explanation = await explain(id)
  if (reporter === 'json') return await printJson(explanation.json)
  await print(`${lines(explanation).join('\n')}\n`)
}

async function explain(id: string): Promise<Explanation> {
  if (isRequirementId(id))
    return (await import('../explain/explain-requirement.ts')).explainRequirement(requirement(id))
  const check = allChecks.find((each) => each.id === id)
  if (check) return await (await import('../explain/explain-check.ts')).explainCheck(check)
  const bug = [...bugs, ...clientBugs].find(({ name }) => name === id)
  if (bug) return (await import('../explain/explain-bug.ts')).explainBug(bug)
  const known = [...ledger, ...allChecks]
    .map((each) => each.id)
    .concat([...bugs, ...clientBugs].map(({ name }) => name))
  throw usage(`expected a requirement, a check or a bug, found "${id}"${suggestion(id, known)}`)
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
