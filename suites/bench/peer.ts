import { basename } from 'node:path'
import { execa } from 'execa'
import { type CommandTemplate, readTemplate } from '../../harness/command-template.ts'
import type { Command } from '../../harness/launch.ts'
import { protocols } from '../../harness/subject.ts'
import { oneOf, usage } from '../../harness/usage.ts'
import { notBuilt, runMailtls } from './command.ts'
import { type Spread, spreadOf } from './measure.ts'
import { type Measured, ratioText, type Row, spreadCells } from './row.ts'
import { noEngine, type Subjects, titleOf } from './subjects.ts'
import { certifyArguments, injectionChecks, type Target } from './target.ts'

const placeholders = ['host', 'port', 'protocol'] as const
type PeerTemplate = CommandTemplate<(typeof placeholders)[number]>

/** What both are run on: `imap` of the reference, or `dovecot:imap`. */
const targetProtocols = ['smtp', 'submission', 'imap', 'pop3'] as const
interface TargetName {
  server: string
  protocol: (typeof targetProtocols)[number]
}

/** Nobody waits longer than this for one run of another tool, in ms. */
const patienceMs = 300_000

interface PeerOptions {
  peers: readonly string[]
  targets: readonly string[]
  rounds: number
  subjects: Subjects
}

/**
 * Times mailtls and other tools on the same targets, in turns: A B A B. mailtls runs all of its injection checks there. Throws
 * `usage` for a template or a target that is none, and with its output for a tool that cannot be run or ends with another
 * exit code than 0.
 */
export async function comparePeers({ peers, targets, rounds, subjects }: PeerOptions): Promise<Measured> {
  const templates = peers.map((text) => readTemplate(text, { placeholders, where: '--peer' }))
  const names = targets.map(readTarget)
  const missing = notBuilt()
  if (missing) throw usage(`expected the built command beside --peer: ${missing}`)
  const rows: Row[] = []
  for (const name of names) rows.push(...(await compareOn(name, { templates, rounds, subjects })))
  return { columns: ['target', 'tool', `median of ${rounds}`, 'min … max', '÷ mailtls'], rows }
}

/** `[SERVER:]PROTOCOL` */
export function readTarget(text: string): TargetName {
  const [protocol = '', server = 'reference'] = text.split(':').toReversed()
  return { server, protocol: oneOf('a protocol of --target', protocol, targetProtocols) }
}

async function compareOn(
  { server, protocol }: TargetName,
  { templates, rounds, subjects }: Pick<PeerOptions, 'rounds' | 'subjects'> & { templates: readonly PeerTemplate[] },
): Promise<Row[]> {
  const subject = await subjects.get(server)
  if (!subject) throw usage(`expected a server that runs here for --target, found ${server}: ${noEngine}`)
  const listener = subject.endpoints.find((endpoint) => endpoint.protocol === protocol)?.listeners.default
  if (!listener) throw usage(`expected a protocol that ${server} speaks for --target, found ${protocol}`)
  const checks = injectionChecks(protocol).map(({ id }) => id)
  const ours = await timesInTurns({ subject, protocol, listener }, { templates, rounds, checks })
  const own = ours.mailtls.median
  const target = `${titleOf(subject)}, ${protocol}`
  return [
    {
      cells: [target, `mailtls, its ${checks.length} injection checks`, ...spreadCells(ours.mailtls), ratioText(1, 1)],
    },
    ...templates.map((template, index): Row => {
      const spread = ours.peers[index]!
      return { cells: [target, toolName(template, templates), ...spreadCells(spread), ratioText(spread.median, own)] }
    }),
  ]
}

/** The whole command stands above the table. */
function toolName({ text, file }: PeerTemplate, all: readonly PeerTemplate[]): string {
  const isOnly = all.filter((each) => each.file === file).length === 1
  return `\`${isOnly && file ? basename(file) : text}\``
}

async function timesInTurns(
  target: Target,
  { templates, rounds, checks }: { templates: readonly PeerTemplate[]; rounds: number; checks: readonly string[] },
): Promise<{ mailtls: Spread; peers: Spread[] }> {
  await using own = await certifyArguments(target, checks)
  const { host, port } = target.listener
  const protocol = protocols[target.protocol].language
  const commands = templates.map(({ expand }) => expand({ host, port: String(port), protocol }))
  const mailtls: number[] = []
  const peers: number[][] = commands.map(() => [])
  for (let round = 0; round < rounds; round++) {
    mailtls.push((await runMailtls(own.args, own)).ms)
    for (const [index, command] of commands.entries()) peers[index]!.push(await timePeer(command))
  }
  return { mailtls: spreadOf(mailtls), peers: peers.map(spreadOf) }
}

/** ms that another tool takes. Throws, with what it has printed, where it does not end well. */
async function timePeer({ file, arguments: args }: Command): Promise<number> {
  const start = performance.now()
  const ended = await execa(file, args, { reject: false, stdin: 'ignore', all: true, timeout: patienceMs })
  const ms = performance.now() - start
  if (ended.exitCode === 0) return ms
  const found = ended.exitCode === undefined ? ended.shortMessage : `exit code ${ended.exitCode}`
  throw usage(
    `expected ${file} to end with 0, found ${found}; if that is how it tells its verdict, hide it: --peer "sh -c '… || true'"\n${ended.all ?? ''}`,
  )
}
