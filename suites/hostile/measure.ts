import { parseArgs } from 'node:util'
import { shorten } from '../../harness/shorten.ts'
import { publish } from '../measured/publish.ts'
import { bounds } from './bounds.ts'
import { hostileClientRows } from './client-rows.ts'
import type { HostileRow } from './row.ts'
import { hostileServerRows } from './server-rows.ts'

// Meets hostile peers and measures what that takes: `--only NAME` for some of them, `--jobs N` for so many at once, which
// take longer then; `--write` puts the table into its document.
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    write: { type: 'boolean' },
  },
})
const jobs = Number(values.jobs)
const wanted = (peer: string) => values.only?.includes(peer) ?? true
/** Which of the jobs a peer belongs to. */
const jobOf = (peer: string) => Buffer.from(peer).reduce((sum, byte) => sum + byte, 0) % jobs

const columns = [
  'peer',
  'side',
  'protocol',
  'what it does',
  'ran',
  'verdicts',
  'slowest check',
  'whole',
  'peak RSS',
  'message',
]

const rows: HostileRow[] = []
await Promise.all(
  Array.from({ length: jobs }, async (_, job) => {
    for (const side of [hostileServerRows, hostileClientRows]) {
      for await (const row of side((peer) => wanted(peer) && jobOf(peer) === job)) {
        rows.push(row)
        process.stderr.write(`${row.side} ${row.peer}: ${row.ran}, ${cells(row).slice(5).join(', ')}\n`)
        for (const fault of row.faults) process.stderr.write(`  FAULT ${fault}\n`)
      }
    }
  }),
)
rows.sort((a, b) => b.side.localeCompare(a.side) || a.ran.localeCompare(b.ran) || a.peer.localeCompare(b.peer))
if (rows.length === 0) throw new Error(`expected the name of a hostile peer, found ${values.only?.join(', ')}`)
publish(
  { document: 'hostile-peers.md', table: 'hostile-peers', command: `npm run hostile -- --jobs ${jobs}` },
  { columns, rows: rows.map(cells) },
)
const faulty = rows.filter(({ faults }) => faults.length > 0)
process.stdout.write(
  `\n${rows.length} rows, ${faulty.length} with faults; bounds: ${bounds.checkMs} ms a check (${bounds.clientCheckMs} of a client), ${bounds.wholeMs} ms a run, ${bounds.peakRssMb} MB\n`,
)
process.exitCode = faulty.length > 0 ? 1 : 0

function cells(row: HostileRow): string[] {
  return [
    row.peer,
    row.side,
    row.protocol,
    row.does,
    row.ran,
    Object.entries(row.verdicts)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(', '),
    `${Math.round(row.slowestMs)} ms`,
    `${(row.wholeMs / 1000).toFixed(1)} s`,
    `${Math.round(row.peakRssMb)} MB`,
    shorten(row.message, 160),
  ]
}
