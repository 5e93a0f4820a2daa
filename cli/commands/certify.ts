import { failureLevels } from '../../harness/report/exit-code.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { listenForInterruption } from '../interruption.ts'
import { evidenceOf } from '../options/evidence.ts'
import { reportersOf, reportingOf } from '../options/reporters.ts'
import { shardOf } from '../options/shard.ts'
import { complain } from '../output.ts'
import { choosePlan, configFile } from '../subject/choose.ts'
import { oneOf, wholeNumber } from '../../harness/usage.ts'
import { waivingOf } from '../waivers/waiving.ts'
import type { CertifyFlags } from './certify-flags.ts'
import type { RunSettings } from './judge.ts'

/** `mailtls certify`: judges a server and reports; the exit code. What was typed is checked before checks are loaded. */
export async function certifyCommand(urls: readonly string[], flags: CertifyFlags): Promise<number> {
  const settings = settingsOf(flags)
  const timeLimit = flags.timeLimit === undefined ? undefined : wholeNumber('--time-limit', flags.timeLimit)
  reportersOf(flags)
  const evidence = evidenceOf(flags)
  const plan = await choosePlan(urls, flags)
  const checks = (await import('../options/selection.ts')).selectChecks(flags, plan)
  const waiving = await waivingOf(flags, configFile(urls, flags))
  const reporting = await reportingOf(flags)
  if (flags.dryRun) {
    await (await import('./dry-run.ts')).tellDryRun(plan, checks, { ...reporting, shard: settings.shard })
    return 0
  }
  const { judge } = await import('./judge.ts')
  using interruption = listenForInterruption()
  const stop = () => interruption.stop(`the time limit of ${timeLimit} ms was reached`)
  const timer = timeLimit && setTimeout(stop, timeLimit)
  try {
    return await judge({ plan, checks, settings, waiving, reporting, evidence, interruption })
  } catch (error) {
    if (interruption.exitCode === undefined) throw error
    complain(isMailtlsError(error, 'not-writable') ? error.message : 'interrupted before anything was decided')
    return interruption.exitCode
  } finally {
    clearTimeout(timer)
  }
}

function settingsOf({ level, allowUndecided, timeout, concurrency, ...flags }: CertifyFlags): RunSettings {
  return {
    ...shardOf(flags),
    level: level === undefined ? 'must' : oneOf('a level', level, failureLevels),
    allowUndecided,
    ...(timeout !== undefined && { timeoutMs: wholeNumber('--timeout', timeout) }),
    ...(concurrency !== undefined && { concurrency: wholeNumber('--concurrency', concurrency, 1000) }),
  }
}
