import type { Shard } from '../../harness/shard.ts'
import { usage } from '../../harness/usage.ts'

export interface ShardFlags {
  shard?: string
  runId?: string
  updateWaivers?: true
}

/** By what CI systems tell one run of all jobs from the next; jobs that are started again keep it. */
const namedByCi = ['GITHUB_RUN_ID', 'CI_PIPELINE_ID'] as const

/** Reads `--shard` and `--run-id`: which part of all jobs to run, and of which run. */
export function shardOf(
  { shard, runId, updateWaivers }: ShardFlags,
  environment: NodeJS.ProcessEnv = process.env,
): { shard?: Shard; runId?: string } {
  if (shard === undefined) {
    if (runId !== undefined) throw usage('expected --run-id together with --shard only')
    return {}
  }
  if (updateWaivers) throw usage('expected --update-waivers for a whole run: a shard does not see what others find')
  const [, index = 0, total = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(shard) ?? []).map(Number)
  if (index < 1 || index > total) {
    throw usage(`expected --shard as I/N with I from 1 to N, such as 2/5, found "${shard}"`)
  }
  const named = runId ?? namedByCi.map((name) => environment[name]).find((value) => value)
  return { shard: { index, total }, ...(named !== undefined && { runId: named }) }
}
