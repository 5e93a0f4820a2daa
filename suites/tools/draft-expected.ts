// Writes the expected.json of a server or a client from a run: every entry is then judged by hand, its reason put in our own words.
import { writeFileSync } from 'node:fs'
import { clientSubjects, serverSubjects } from '../catalogue.ts'
import { certify } from '../certify.ts'
import { draftExpected } from '../expected.ts'

const name = process.argv[2] ?? ''
// some are both: the folder tells them apart
const known = [
  ...serverSubjects.map((subject) => ({ subject, path: `servers/${subject.name}` })),
  ...clientSubjects.map((subject) => ({ subject, path: `clients/${subject.name}` })),
]
const meant = known.filter(({ subject, path }) => path === name || subject.name === name)
if (meant.length !== 1) {
  const choice = (meant.length > 0 ? meant : known).map(({ path }) => path).join(', ')
  throw new Error(`expected one of ${choice}, found "${name}"`)
}
const found = meant[0]!.subject
await using subject = await found.start()
writeFileSync(found.expectedFile, `${JSON.stringify(draftExpected(await certify(subject)), null, 2)}\n`)
process.stdout.write(`${found.expectedFile}\n`)
