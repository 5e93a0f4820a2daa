import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { publish } from '../../suites/measured/publish.ts'
import { longScenarios } from '../testing/secrets/long-scenarios.ts'
import { Planting } from '../testing/secrets/planting.ts'
import { scenarios } from '../testing/secrets/scenarios.ts'

/** Plants secrets, has mailtls do all that it does, and searches all that comes of it. Ends with 1 where one is found. */
await using root = await temporaryFolder()
const rows: string[][] = []
for (const [index, [name, scenario]] of Object.entries({ ...scenarios, ...longScenarios }).entries()) {
  const folder = join(root.path, String(index))
  mkdirSync(folder)
  const planting = new Planting(folder, [])
  const codes = await scenario(planting, { checks: [] })
  const files = planting.files()
  const leaks = planting.leaks({ except: ['out/captures'] })
  for (const leak of leaks) console.error(`${name}: ${leak.name} in ${leak.where}, as ${leak.form} (${leak.view})`)
  const megabytes = files.reduce((sum, file) => sum + planting.read(file).length, 0) / 1e6
  const ended = codes.length === 0 ? 'not done: no container engine' : codes.join(', ')
  rows.push([
    name,
    ended,
    String(planting.planted.length),
    String(files.length),
    megabytes.toFixed(1),
    String(leaks.length),
  ])
  process.exitCode = leaks.length > 0 ? 1 : process.exitCode
}
publish(
  { document: 'secrets.md', table: 'secrets', command: 'npm run secrets' },
  { columns: ['what was done', 'exit codes', 'secrets planted', 'files', 'MB', 'found'], rows },
)
