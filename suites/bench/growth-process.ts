// Certifies so many references at once in this process, and tells how long that took and what memory it had needed.
import { run } from '../../harness/run.ts'
import { startReference } from '../../servers/reference/start.ts'
import { suites } from '../checks.ts'
import { timed, times } from './measure.ts'

/** What it prints as JSON. */
export interface GrowthProcess {
  /** of each round */
  ms: number[]
  /** the peak */
  rssMb: number
}

const [count = 1, rounds = 1] = process.argv.slice(2).map(Number)
const subjects = await Promise.all(Array.from({ length: count }, () => startReference()))
const checks = suites.rfc3207!
await run(subjects[0]!, checks)
const all = async () => await Promise.all(subjects.map((subject) => run(subject, checks)))
const runs = await times(rounds, () => timed(all))
await Promise.all(subjects.map((subject) => subject[Symbol.asyncDispose]()))
const told: GrowthProcess = { ms: runs.map(({ ms }) => ms), rssMb: process.resourceUsage().maxRSS / 1024 }
process.stdout.write(JSON.stringify(told))
