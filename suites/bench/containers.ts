import { hasEngine } from '../../harness/container/engine.ts'
import { imageOf } from '../../harness/container/image.ts'
import { serverFolder } from '../../servers/server-folder.ts'
import { servers } from '../../servers/catalogue.ts'
import { spreadOf, timed, times } from './measure.ts'
import { type Row, skipped, spreadCells } from './row.ts'
import { noEngine, titleOf } from './subjects.ts'
import type { BenchTable } from './table.ts'

/** How long a server in a container takes until its endpoints answer, with its image built before. */
export const containers: BenchTable = {
  name: 'containers',
  async measure(context) {
    const rounds = context.rounds(3)
    const rows: Row[] = []
    for (const name of ['postfix', 'dovecot']) rows.push(await row(name, rounds))
    return { columns: ['container', `start, median of ${rounds}`, 'min … max', 'stop', 'min … max'], rows }
  },
}

async function row(name: string, rounds: number): Promise<Row> {
  if (!(await hasEngine())) return skipped(name, noEngine)
  const server = servers.find((each) => each.name === name)!
  await imageOf(name, serverFolder(name))
  const startAndStop = async () => {
    const { ms: startMs, value: subject } = await timed(() => server.start())
    const { ms: stopMs } = await timed(async () => await subject[Symbol.asyncDispose]())
    return { startMs, stopMs, title: titleOf(subject) }
  }
  const runs = await times(rounds, startAndStop)
  const starts = spreadOf(runs.map(({ startMs }) => startMs))
  const stops = spreadOf(runs.map(({ stopMs }) => stopMs))
  return { cells: [runs[0]!.title, ...spreadCells(starts), ...spreadCells(stops)] }
}
