// Runs mailtls in every way, ends it in every way, and tells what it has left behind: --only NAME for some of the ways.
import { parseArgs } from 'node:util'
import { engineClient, hasEngine } from '../../harness/container/engine.ts'
import { publish } from '../../suites/measured/publish.ts'
import { ends } from './ends.ts'
import { libraryWays } from './library-ways.ts'
import { endsOf, tryOut } from './trial.ts'
import { imageWithVolume } from './volume-image.ts'
import { commandWays, containerWays } from './ways.ts'

const options = { only: { type: 'string', multiple: true }, write: { type: 'boolean' } } as const
const { only } = parseArgs({ options }).values
const engine = (await hasEngine()) ? await engineClient() : undefined
await using image = engine && (await imageWithVolume(engine))
const ways = [...commandWays, ...(image ? containerWays(image.name) : []), ...libraryWays]
const rows: string[][] = []
for (const way of ways.filter(({ name }) => only?.includes(name) ?? true)) {
  for (const end of endsOf(way)) {
    const { exit, tookMs, held, before, faults } = await tryOut(way, end, way.needsEngine && engine)
    const left = faults.length === 0 ? 'nothing' : faults.join('; ')
    const swept = before ? `${before} until the next run, then ${left}` : left
    rows.push([way.name, ends[end], String(exit), tookMs === undefined ? '' : String(tookMs), held, swept])
    process.stderr.write(`${rows.at(-1)!.join(' | ')}\n`)
    if (faults.length > 0) process.exitCode = 1
  }
}
if (!engine) process.stderr.write('without containers: no engine answers ("npm run engine" sets one up)\n')
publish(
  { document: 'leaks.md', table: 'leaks', command: 'npm run leaks -- --write' },
  { columns: ['way to run', 'end', 'exit', 'ms from signal to exit', 'held meanwhile', 'left'], rows },
)
