import { describe, expect, test } from 'vitest'
import { run } from '../harness/run.ts'
import type { SetUp } from '../harness/subject.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import type { StartedSubject } from '../servers/catalogue-server.ts'
import { needsEngine, needsNight, skippedWithout } from '../harness/testing/needs.ts'
import { referenceImage } from '../servers/reference/image/server.ts'
import { startReference } from '../servers/reference/start.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'

const lacking = skippedWithout(await needsEngine())

// one of each kind: an injection, state that is kept, a set-up of its own, the submission port
const sample = [
  'obeys-injected-lines',
  'keeps-transaction',
  'mx-requires-tls',
  'takes-parameter-on-submission',
  'tarpit',
  'obeys-injected-lines-on-imap',
  'closes-without-alert-on-pop3s',
]

describe.skipIf(lacking)(`The image of the reference${lacking}`, () => {
  test('gives the verdicts of the embedded one', { timeout: 300_000 }, async () => {
    await using embedded = await startReference({ operator: false })
    await using contained = await referenceImage().start()
    expect(await verdictsOn(contained)).toEqual(await verdictsOn(embedded))
  })

  for (const [i, name] of sample.entries()) {
    const why = skippedWithout(i > 0 ? needsNight : [])
    test.skipIf(why)(`gives the verdicts of the embedded one with ${name}${why}`, { timeout: 60_000 }, async () => {
      const change = [...bugs, ...variants].find((each) => each.name === name)!
      const bug = bugs.find((each) => each.name === name)
      const setUps = [bug?.setUp ?? 'default']
      await using embedded = await startReference({ change, operator: false })
      await using contained = await referenceImage(name).start()
      expect(await verdictsOn(contained, setUps)).toEqual(await verdictsOn(embedded, setUps))
    })
  }
})

async function verdictsOn(subject: StartedSubject, setUps?: SetUp[]): Promise<string[]> {
  // how much of a long payload is read with STARTTLS is a race once a proxy stands between
  const checks = allChecks.filter(({ id }) => !id.endsWith('/injection-long'))
  const { results } = await run(subject, checks, { setUps })
  return results.map(({ key, verdict }) => `${key} ${verdict}`)
}
