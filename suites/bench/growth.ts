import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { notBuilt, runMailtls } from './command.ts'
import type { GrowthProcess } from './growth-process.ts'
import { growth as growthOf, median, timed, times } from './measure.ts'
import { msText, type Row } from './row.ts'
import type { BenchTable } from './table.ts'

const sizes = [1, 2, 4, 8, 16] as const

/** Several subjects at once, in one process and as a process each; how far the time grows beyond each core's share. */
export const growth: BenchTable = {
  name: 'growth',
  async measure(context) {
    const rounds = context.rounds(3)
    const cores = availableParallelism()
    const missing = notBuilt()
    const columns = [
      'subjects at once',
      'in one process',
      `÷ (time of 1 × n ÷ ${cores})`,
      'peak RSS',
      'a process each',
      `÷ (time of 1 × n ÷ ${cores})`,
      'peak RSS of the largest',
      'of all together',
    ]
    const within: Grown[] = []
    const beside: Grown[] = []
    for (const count of sizes) {
      // the ratios rest on the small ones, which are short
      const often = Math.ceil(rounds / count)
      within.push(await inOneProcess(count, often))
      if (!missing) beside.push(await asProcesses(count, often))
    }
    const rows = sizes.map((count, index): Row => {
      const cells = (all: readonly Grown[]) => all[index] && cellsOf(all[index], count, { one: all[0]!.ms, cores })
      return { cells: [String(count), ...cells(within)!.slice(0, 3), ...(cells(beside) ?? [`skipped: ${missing}`])] }
    })
    return { columns, rows }
  },
}

/** So many at once: ms, and the peak RSS of each process in MB. */
interface Grown {
  ms: number
  rssMb: readonly number[]
}

function cellsOf({ ms, rssMb }: Grown, count: number, bound: { one: number; cores: number }): string[] {
  const all = rssMb.reduce((sum, each) => sum + each, 0)
  const ratio = growthOf(ms, count, bound).toFixed(2)
  return [msText(ms), `${ratio} ×`, `${Math.max(...rssMb).toFixed(0)} MB`, `${all.toFixed(0)} MB`]
}

async function inOneProcess(count: number, rounds: number): Promise<Grown> {
  const program = join(import.meta.dirname, 'growth-process.ts')
  const { stdout } = await execa(process.execPath, [program, String(count), String(rounds)])
  const { ms, rssMb } = JSON.parse(stdout) as GrowthProcess
  return { ms: median(ms), rssMb: [rssMb] }
}

async function asProcesses(count: number, rounds: number): Promise<Grown> {
  const args = ['certify', '--server', 'reference', '--suite', 'rfc3207', '--allow-undecided', '--reporter', 'json']
  const runs = await times(rounds, () =>
    timed(() => Promise.all(Array.from({ length: count }, () => runMailtls(args)))),
  )
  const rssMb = runs.at(-1)!.value.map((ran) => ran.rssMb)
  return { ms: median(runs.map(({ ms }) => ms)), rssMb }
}
