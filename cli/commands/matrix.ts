import { reporterOf } from '../options/reporters.ts'
import { print, printJson, styleFor } from '../output.ts'
import { matrixLines } from '../terminal/matrix.ts'
import { Progress } from '../terminal/progress.ts'
import { notYet } from '../usage.ts'

/** `mailtls matrix --bugs`: the kill matrix; 0 when all of its gates hold. */
export async function matrixCommand(flags: { bugs?: true; reporter?: string }): Promise<number> {
  const reporter = reporterOf(flags.reporter)
  if (!flags.bugs) throw notYet('matrix without --bugs')
  const { killMatrix } = await import('../../suites/matrix.ts')
  const progress = new Progress(process.stderr)
  progress.say('running every check on every bug')
  const matrix = await killMatrix().finally(() => progress.end())
  if (reporter === 'json') await printJson(matrix)
  else await print(`${matrixLines(matrix, styleFor(process.stdout)).join('\n')}\n`)
  return matrix.broken.length === 0 ? 0 : 1
}
