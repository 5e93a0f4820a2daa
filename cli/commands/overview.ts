import { listenForInterruption } from '../interruption.ts'
import type { ReporterFlags } from '../options/reporters.ts'
import { complain } from '../output.ts'
import type { SurveyFlags } from '../overview/from-catalogue.ts'
import { overviewReporting, tellOverview } from '../overview/reporting.ts'
import { usage, wholeNumber } from '../../harness/usage.ts'
import { optionOf } from '../option-name.ts'

/** The options of `mailtls matrix` without `--bugs`. */
export interface OverviewFlags extends SurveyFlags, ReporterFlags {
  timeout?: string
}

/** Reads reports, or runs the catalogue, and lays the subjects side by side; the exit code. */
export async function overviewCommand(files: readonly string[], flags: OverviewFlags): Promise<number> {
  return files.length > 0 ? await layReports(files, flags) : await surveyCatalogue(flags)
}

async function layReports(files: readonly string[], flags: OverviewFlags): Promise<number> {
  const { reporter: _reporter, reportDir: _directory, ...others } = flags
  const [superfluous] = Object.keys(others)
  if (superfluous) {
    throw usage(`expected reports or ${optionOf(superfluous)}, found both: reports tell of what was run already`)
  }
  const { overviewOfReports } = await import('../overview/from-reports.ts')
  const outcome = overviewOfReports(files)
  await tellOverview(outcome, await overviewReporting(flags))
  return outcome.overview.exitCode
}

async function surveyCatalogue(flags: OverviewFlags): Promise<number> {
  const { chooseFromCatalogue, overviewOfCatalogue } = await import('../overview/from-catalogue.ts')
  const timeoutMs = flags.timeout === undefined ? 10_000 : wholeNumber('--timeout', flags.timeout)
  const chosen = chooseFromCatalogue(flags)
  const reporting = await overviewReporting(flags)
  using interruption = listenForInterruption()
  const outcome = await overviewOfCatalogue(chosen, { signal: interruption.signal, timeoutMs })
  const exitCode = interruption.exitCode ?? outcome.overview.exitCode
  if (interruption.exitCode !== undefined && outcome.surveyed.every(({ report }) => !report)) {
    complain('interrupted before anything was decided')
    return exitCode
  }
  await tellOverview({ ...outcome, overview: { ...outcome.overview, exitCode } }, reporting)
  return exitCode
}
