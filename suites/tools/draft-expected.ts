// Writes the expected.json of a server or a client from a run: every entry is then judged by hand, its reason put in our own words.
import { writeFileSync } from 'node:fs'
import { clientSubjects, serverSubjects } from '../catalogue.ts'
import { certify } from '../certify.ts'
import { draftExpected } from '../expected.ts'

const name = process.argv[2] ?? ''
const known = [...serverSubjects, ...clientSubjects]
const found = known.find((each) => each.name === name)
if (!found) throw new Error(`expected one of ${known.map((each) => each.name).join(', ')}, found "${name}"`)
await using subject = await found.start()
writeFileSync(found.expectedFile, `${JSON.stringify(draftExpected(await certify(subject)), null, 2)}\n`)
process.stdout.write(`${found.expectedFile}\n`)
