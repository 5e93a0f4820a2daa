// Writes servers/NAME/expected.json from a run: every entry is then judged by hand, its reason put in our own words.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { servers } from '../../servers/catalogue.ts'
import { serverFolder } from '../../servers/package-root.ts'
import { certify } from '../certify.ts'
import { draftExpected } from '../expected.ts'

const name = process.argv[2] ?? ''
const server = servers.find((each) => each.name === name)
if (!server)
  throw new Error(`expected the name of a server (${servers.map((each) => each.name).join(', ')}), found "${name}"`)
await using subject = await server.start()
const file = join(serverFolder(name), 'expected.json')
writeFileSync(file, `${JSON.stringify(draftExpected(await certify(subject)), null, 2)}\n`)
process.stdout.write(`${file}\n`)
