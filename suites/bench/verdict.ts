import { run } from '../../harness/run.ts'
import type { Protocol } from '../../harness/subject.ts'
import { notBuilt, runMailtls } from './command.ts'
import { repeated, spreadOf, times } from './measure.ts'
import { atMost, type Row, skipped, spreadCells } from './row.ts'
import { noEngine, titleOf } from './subjects.ts'
import type { BenchContext, BenchTable } from './table.ts'
import { certifyArguments, injectionChecks, type Target } from './target.ts'

const places = [
  { server: 'reference', protocol: 'smtp' },
  { server: 'reference', protocol: 'imap' },
  { server: 'reference', protocol: 'pop3' },
  { server: 'postfix', protocol: 'smtp' },
  { server: 'dovecot', protocol: 'imap' },
  { server: 'dovecot', protocol: 'pop3' },
] as const satisfies readonly { server: string; protocol: Protocol }[]

/** So short that the first ones are mostly Node's compiler. */
const warmUps = 10

const aims = { smtp: 50, imap: 20, pop3: 20 }

/** What one injection verdict costs, its control included: in a process that is warm, and as a command of its own. */
export const verdict: BenchTable = {
  name: 'verdict',
  async measure(context) {
    const rounds = context.rounds(5)
    const rows: Row[] = []
    for (const place of places) rows.push(await row(place, context, rounds))
    const columns = [
      'server',
      `verdict with control, median of ${rounds}`,
      'min … max',
      'with the look at the endpoint before it',
      'min … max',
      'as a command of its own',
      'min … max',
    ]
    return { columns, rows }
  },
}

async function row(
  { server, protocol }: (typeof places)[number],
  { subjects }: BenchContext,
  rounds: number,
): Promise<Row> {
  const subject = await subjects.get(server)
  if (!subject) return skipped(`${server}, ${protocol}`, noEngine)
  const { name, listeners } = subject.endpoints.find((endpoint) => endpoint.protocol === protocol)!
  const [check] = injectionChecks(protocol).filter(({ id }) => id.endsWith('-same-segment'))
  const runs = await repeated(rounds, async () => await run(subject, [check!], { places: [name] }), warmUps)
  const undecided = runs.map(({ value }) => value.results[0]).find((result) => result?.verdict !== 'pass')
  if (undecided) throw new Error(`expected ${server} to pass ${check!.id}, found ${JSON.stringify(undecided.reason)}`)
  const own = spreadOf(runs.map(({ value }) => value.results[0]!.durationMs))
  const all = spreadOf(runs.map(({ ms }) => ms))
  const command = await asCommand({ subject, protocol, listener: listeners.default! }, [check!.id], rounds)
  return {
    cells: [`${titleOf(subject)}, ${protocol}`, ...spreadCells(own), ...spreadCells(all), ...command],
    aim: atMost(aims[protocol], own.median),
  }
}

async function asCommand(target: Target, checks: readonly string[], rounds: number): Promise<string[]> {
  const missing = notBuilt()
  if (missing) return [`skipped: ${missing}`]
  await using own = await certifyArguments(target, checks)
  const { args, env } = own
  await runMailtls(args, { env })
  const runs = await times(rounds, async () => await runMailtls(args, { env }))
  return spreadCells(spreadOf(runs.map(({ ms }) => ms)))
}
