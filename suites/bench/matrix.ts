import { availableParallelism } from 'node:os'
import type { Matrix } from '../matrix.ts'
import { notBuilt, type Ran, runMailtls } from './command.ts'
import { atMost, msText, ratioText, type Row, skipped } from './row.ts'
import type { BenchTable } from './table.ts'

/** The proof of all checks: every bug and every variant, each with all the checks that concern it. Once: it is long. */
export const matrix: BenchTable = {
  name: 'matrix',
  async measure() {
    const missing = notBuilt()
    const columns = [
      'run once',
      'bugs',
      'variants',
      'time',
      'time ÷ bugs',
      'CPU',
      `time ÷ (CPU ÷ ${availableParallelism()})`,
      'peak RSS',
      'gates',
    ]
    const command = '`mailtls matrix --bugs`'
    if (missing) return { columns, rows: [skipped(command, missing)] }
    const ran = await runMailtls(['matrix', '--bugs', '--reporter', 'json'], { expected: [0, 1] })
    return { columns, rows: [matrixRow(command, ran, availableParallelism())] }
  },
}

/** What one run of the kill matrix comes to on so many cores. */
export function matrixRow(command: string, { ms, stdout, cpuMs, rssMb }: Ran, cores: number): Row {
  const { bugs, variants, broken } = JSON.parse(stdout) as Pick<Matrix, 'bugs' | 'variants' | 'broken'>
  const times = [msText(ms), msText(ms / bugs.length), msText(cpuMs), ratioText(ms, cpuMs / cores)]
  const gates = broken.length === 0 ? 'hold' : `**${broken.length} broken**`
  return {
    cells: [command, String(bugs.length), String(variants.length), ...times, `${rssMb.toFixed(0)} MB`, gates],
    aim: atMost(100 * bugs.length, ms),
  }
}
