import type { CheckResult } from './check.ts'
import type { Job } from './run.ts'

/** One of the parts that a run is split into, counted from 1. */
export interface Shard {
  index: number
  total: number
}

/** More than that are no shards, but a mistake. */
export const mostShards = 9999

/** What is known of a job that is run elsewhere: enough to say what it would have decided. */
export type JobFacts = Pick<CheckResult, 'key' | 'endpoint' | 'decides'>

/**
 * The jobs of one shard, in their order. Whoever splits the same jobs gets the same parts: no two hold the same job,
 * none holds more than one job more than another, and those that take long are dealt out first.
 */
export function shardOf(jobs: readonly Job[], { index, total }: Shard): Job[] {
  const [slow, quick] = [jobs.filter(isSlow), jobs.filter((job) => !isSlow(job))]
  const own = new Set([...slow, ...quick].filter((_, i) => i % total === index - 1))
  return jobs.filter((job) => own.has(job))
}

/** How many of so many jobs that is. */
export function partSize(jobs: number, { index, total }: Shard): number {
  return Math.max(0, Math.ceil((jobs - index + 1) / total))
}

/** It lets a client wait, or a server that takes its time over wrong passwords is asked to. */
function isSlow({ check }: Job): boolean {
  return check.withholds === true || check.harms.includes('failed-logins')
}
