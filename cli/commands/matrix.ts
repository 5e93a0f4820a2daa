import { isMailtlsError } from '../../harness/errors.ts'
import { listenForInterruption } from '../interruption.ts'
import { reporterOf } from '../options/reporters.ts'
import { complain, printJson, printLines, styleFor } from '../output.ts'
import { matrixLines } from '../terminal/matrix.ts'
import { Progress } from '../terminal/progress.ts'
import { usage } from '../../harness/usage.ts'
import { optionOf } from '../option-name.ts'
import type { OverviewFlags } from './overview.ts'

/** The options of `mailtls matrix` as commander hands them over. */
export interface MatrixFlags extends OverviewFlags {
  bugs?: true
}

/** `mailtls matrix`: an overview of many subjects, or the kill matrix; the exit code. */
export async function matrixCommand(reports: readonly string[], flags: MatrixFlags): Promise<number> {
  if (flags.bugs) return await killMatrixCommand(reports, flags)
  return await (await import('./overview.ts')).overviewCommand(reports, flags)
}

/** `mailtls matrix --bugs`: the kill matrix; 0 when all of its gates hold. */
async function killMatrixCommand(reports: readonly string[], flags: MatrixFlags): Promise<number> {
  const { reporter: named, bugs: _bugs, ...others } = flags
  const superfluous = reports.length > 0 ? 'reports' : Object.keys(others).map(optionOf)[0]
  if (superfluous) throw usage(`expected --bugs with --reporter only, found ${superfluous}, too`)
  const reporter = reporterOf(named)
  const { killMatrix } = await import('../../suites/matrix.ts')
  const progress = new Progress(process.stderr)
  using interruption = listenForInterruption()
  progress.say('running every check on every bug')
  const running = killMatrix(interruption.signal).finally(() => progress.end())
  const matrix = await running.catch((error: unknown) => {
    if (!isMailtlsError(error, 'interrupted')) throw error
  })
  if (!matrix) {
    complain('interrupted before anything was decided')
    return interruption.exitCode!
  }
  if (reporter === 'json') await printJson(matrix)
  else await printLines(matrixLines(matrix, styleFor(process.stdout)))
  return matrix.broken.length === 0 ? 0 : 1
}
