import { notBuilt, runMailtls } from './command.ts'
import { median, spreadOf, timed, times } from './measure.ts'
import { atMost, type Row, skipped, spreadCells } from './row.ts'
import { noEngine, titleOf } from './subjects.ts'
import type { BenchContext, BenchTable } from './table.ts'
import { cpuCells, wholeCells, wholeColumns, wholeRun } from './whole-run.ts'

/** Whole certifications of servers, beside the two bounds that they cannot come below: the critical path, and the processors. */
export const whole: BenchTable = {
  name: 'whole',
  async measure(context) {
    const rounds = context.rounds(3)
    return {
      columns: ['certified', 'results', ...wholeColumns(rounds)],
      rows: [
        await embedded(context, rounds),
        await bothCommands(rounds),
        await running('postfix', context, rounds),
        await running('dovecot', context, rounds),
      ],
    }
  },
}

async function embedded({ subjects }: BenchContext, rounds: number): Promise<Row> {
  const measured = await wholeRun((await subjects.get('reference'))!, rounds)
  return { cells: ['reference, servers and operator', String(measured.results), ...wholeCells(measured)] }
}

async function running(name: string, { subjects }: BenchContext, rounds: number): Promise<Row> {
  const subject = await subjects.get(name)
  if (!subject) return skipped(name, noEngine)
  const measured = await wholeRun(subject, rounds)
  const cells = [`${titleOf(subject)}, running`, String(measured.results), ...wholeCells(measured)]
  return { cells, aim: atMost(1000, measured.ms.median) }
}

/** All seven roles at once, as somebody would who has two cores: a process each, with its start. */
async function bothCommands(rounds: number): Promise<Row> {
  const what = 'reference, all roles: `mailtls certify` and `mailtls certify --client reference` side by side'
  const missing = notBuilt()
  if (missing) return skipped(what, missing)
  const commands = [
    ['--server', 'reference'],
    ['--client', 'reference'],
  ]
  const both = async () =>
    await Promise.all(commands.map((args) => runMailtls(['certify', ...args, '--reporter', 'json'])))
  const runs = await times(rounds, () => timed(both))
  const spread = spreadOf(runs.map(({ ms }) => ms))
  const cpuMs = median(runs.map(({ value }) => value.reduce((sum, ran) => sum + ran.cpuMs, 0)))
  const results = runs[0]!.value.reduce((sum, { stdout }) => sum + countOf(stdout), 0)
  return {
    cells: [what, String(results), ...spreadCells(spread), '', '', '', ...cpuCells(spread.median, cpuMs)],
    aim: atMost(2000, spread.median),
  }
}

function countOf(report: string): number {
  return (JSON.parse(report) as { checks: unknown[] }).checks.length
}
