import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { execa } from 'execa'
import { packageRoot } from '../../harness/package-root.ts'
import { binOf, notBuilt, type Way } from './command.ts'
import { repeated, type Spread, spreadOf } from './measure.ts'
import { atMost, ratioText, type Row, skipped, spreadCells } from './row.ts'
import type { BenchTable } from './table.ts'

const library = {
  built: { mailtls: 'mailtls', vitest: 'mailtls/vitest' },
  source: { mailtls: './suites/library/mailtls.ts', vitest: './suites/library/vitest.ts' },
} as const

/** What somebody waits for before anything is done: from the start of the process to its end, or to its first byte. */
export const startUp: BenchTable = {
  name: 'start-up',
  async measure(context) {
    const rounds = context.rounds(5)
    const own = spreadOf((await repeated(rounds, () => runNode(['--eval', '0']))).map(({ ms }) => ms))
    const rows: Row[] = [{ cells: ['node itself, which does nothing', ...spreadCells(own), ratioText(1, 1)] }]
    const missing = notBuilt()
    for (const way of ['built', 'source'] as const) {
      if (way === 'built' && missing) rows.push(skipped(`${way}: all`, missing))
      else rows.push(...(await rowsOf(way, rounds, own)))
    }
    return { columns: ['from exec to', `median of ${rounds}`, 'min … max', '÷ node itself'], rows }
  },
}

async function rowsOf(way: Way, rounds: number, own: Spread): Promise<Row[]> {
  const byNode = async (what: string, args: readonly string[]): Promise<Row> => {
    const spread = spreadOf((await repeated(rounds, () => runNode(args))).map(({ ms }) => ms))
    return { cells: [`${way}: ${what}`, ...spreadCells(spread), ratioText(spread.median, own.median)] }
  }
  const importing = (name: string) => ['--input-type=module', '--eval', `await import('${name}')`]
  const bytes = (await repeated(rounds, () => firstByte(way))).map(({ value }) => value)
  const spread = spreadOf(bytes)
  const ratio = ratioText(spread.median, own.median)
  return [
    {
      cells: [`${way}: first byte on the wire, of \`mailtls certify URL\``, ...spreadCells(spread), ratio],
      ...(way === 'built' && { aim: atMost(250, spread.median) }),
    },
    await byNode('end of `mailtls --version`', [binOf(way), '--version']),
    await byNode('end of `mailtls --help`', [binOf(way), '--help']),
    await byNode("end of `import 'mailtls'`", importing(library[way].mailtls)),
    await byNode("end of `import 'mailtls/vitest'`", importing(library[way].vitest)),
  ]
}

async function runNode(args: readonly string[]): Promise<void> {
  await execa(process.execPath, args, { cwd: packageRoot(), stdio: ['ignore', 'ignore', 'pipe'] })
}

/** From before the start of the command to the first byte that it sends to a server, in ms; then it is ended. */
export async function firstByte(way: Way): Promise<number> {
  const { promise: sent, resolve: onSent } = Promise.withResolvers<number>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => onSent(performance.now()))
    socket.write('220 localhost ESMTP\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const start = performance.now()
  const command = execa(process.execPath, [binOf(way), 'certify', `submission://127.0.0.1:${port}`], {
    reject: false,
    all: true,
  })
  try {
    const early = command.then(({ all }) => {
      throw new Error(`expected mailtls certify to send something to its server, found that it ended:\n${all}`)
    })
    return (await Promise.race([sent, early])) - start
  } finally {
    command.kill('SIGKILL')
    await command
    server.close()
  }
}
