// Measures what docs/performance.md shows: prints its tables, or some of them, and with --write puts them there.
import { parseArgs } from 'node:util'
import { joinWords } from '../../harness/shell-words.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { oneOf, usage, wholeNumber } from '../../harness/usage.ts'
import { publish } from '../measured/publish.ts'
import { clients } from './clients.ts'
import { containers } from './containers.ts'
import { growth } from './growth.ts'
import { matrix } from './matrix.ts'
import { comparePeers } from './peer.ts'
import { type Measured, missedIn, tableOf } from './row.ts'
import { startUp } from './start-up.ts'
import { Subjects } from './subjects.ts'
import type { BenchTable } from './table.ts'
import { tls } from './tls.ts'
import { verdict } from './verdict.ts'
import { whole } from './whole.ts'

const tables: readonly BenchTable[] = [startUp, verdict, tls, whole, clients, containers, growth, matrix]

try {
  process.exitCode = await bench(process.argv.slice(2))
} catch (error) {
  if (!isMailtlsError(error, 'usage')) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 64
}

/** Measures what it is asked for; the exit code: 1 where `--check` was given and an aim is not met. */
async function bench(args: string[]): Promise<number> {
  const { only, peer, target, rounds, check } = readArguments(args)
  await using subjects = new Subjects()
  const often = (usual: number) => (rounds === undefined ? usual : wholeNumber('--rounds', rounds))
  const context = { subjects, rounds: often }
  const missed: string[] = []
  const show = (table: string, asked: string[], measured: Measured) => {
    const told = rounds === undefined ? asked : [...asked, '--rounds', rounds]
    publish({ document: 'performance.md', table, command: `npm run bench -- ${joinWords(told)}` }, tableOf(measured))
    missed.push(...missedIn(measured).map((row) => `${table}: ${row}`))
  }
  for (const { name, measure } of only) show(name, ['--only', name], await measure(context))
  if (peer.length > 0) {
    const asked = [...peer.flatMap((text) => ['--peer', text]), ...target.flatMap((text) => ['--target', text])]
    show('peers', asked, await comparePeers({ peers: peer, targets: target, rounds: often(3), subjects }))
  }
  for (const each of missed) process.stderr.write(`aim not met: ${each}\n`)
  return check && missed.length > 0 ? 1 : 0
}

function readArguments(args: string[]) {
  const { peer = [], target = ['imap'], only, check = false, rounds } = parse(args)
  const known = tables.map(({ name }) => name)
  const names = only?.map((text) => oneOf('a table', text, known)) ?? (peer.length > 0 ? [] : known)
  return { peer, target, check, rounds, only: tables.filter(({ name }) => names.includes(name)) }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        peer: { type: 'string', multiple: true },
        target: { type: 'string', multiple: true },
        check: { type: 'boolean' },
        // read by publish()
        write: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw usage((error as Error).message, { cause: error })
  }
}
