import { run } from '../../harness/run.ts'
import type { Protocol } from '../../harness/subject.ts'
import { tlsChecks } from '../rfc8314/tls/checks.ts'
import { repeated, spreadOf } from './measure.ts'
import { type Row, skipped, spreadCells } from './row.ts'
import { noEngine, titleOf } from './subjects.ts'
import type { BenchContext, BenchTable } from './table.ts'

const places = [
  { server: 'reference', protocol: 'imap' },
  { server: 'reference', protocol: 'imaps' },
  { server: 'postfix', protocol: 'submission' },
  { server: 'postfix', protocol: 'submissions' },
  { server: 'dovecot', protocol: 'imap' },
  { server: 'dovecot', protocol: 'imaps' },
] as const satisfies readonly { server: string; protocol: Protocol }[]

/** What it costs to learn of one endpoint which TLS versions and suites it has, and what its certificate is worth. */
export const tls: BenchTable = {
  name: 'tls',
  async measure(context) {
    const rounds = context.rounds(5)
    const rows: Row[] = []
    for (const place of places) rows.push(await row(place, context, rounds))
    return { columns: ['server', 'results', `median of ${rounds}`, 'min … max'], rows }
  },
}

async function row(
  { server, protocol }: (typeof places)[number],
  { subjects }: BenchContext,
  rounds: number,
): Promise<Row> {
  const subject = await subjects.get(server)
  if (!subject) return skipped(`${server}, ${protocol}`, noEngine)
  const { name } = subject.endpoints.find((endpoint) => endpoint.protocol === protocol)!
  const runs = await repeated(rounds, async () => await run(subject, tlsChecks, { places: [name] }))
  const count = runs[0]!.value.results.length
  return {
    cells: [`${titleOf(subject)}, ${protocol}`, String(count), ...spreadCells(spreadOf(runs.map(({ ms }) => ms)))],
  }
}
