import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../harness/report/report.ts'
import type { StartedSubject } from '../servers/catalogue-server.ts'
import { servers } from '../servers/catalogue.ts'
import { hasEngine } from '../harness/container/engine.ts'
import { allChecks } from './checks.ts'
import { certify } from './certify.ts'
import { drift, expectedOf } from './expected.ts'

const engine = await hasEngine()
if (!engine && process.env.MAILTLS_REQUIRE_ENGINE)
  throw new Error('expected a container engine, found none: npm run engine')

for (const server of servers.filter(({ name }) => expectedOf(name))) {
  const skipped = server.runs === 'container' && !engine
  const title = skipped ? `${server.name} (skipped: no container engine; "npm run engine" sets one up)` : server.name
  describe.skipIf(skipped)(title, () => {
    const expected = expectedOf(server.name)!
    let subject: StartedSubject | undefined
    let report: Report
    beforeAll(async () => {
      subject = await server.start()
      report = await certify(subject)
    }, 300_000)
    afterAll(() => subject?.[Symbol.asyncDispose]())

    test.for(allChecks.map(({ id, purpose }) => ({ id, purpose })))('$purpose ($id)', ({ id }) => {
      for (const { verdict, decides, setUp, endpoint, reason } of report.checks.filter((check) => check.id === id)) {
        const known = expected.verdicts.filter((each) => each.setUp === setUp && each.endpoint === endpoint)
        const ofThese = known.filter(({ requirement }) => decides.includes(requirement)).map((each) => each.verdict)
        const allowed = ['pass', 'not-applicable', ...(decides.length === 0 ? ['inconclusive'] : ofThese)]
        if (isKnown(report)) expect(allowed, reason?.text).toContain(verdict)
      }
    })

    test('Its verdicts are those of expected.json', ({ annotate }) => {
      if (isKnown(report)) return expect(drift(expected, report)).toEqual([])
      return void annotate(`new version, review: ${report.subject.version}\n${drift(expected, report).join('\n')}`)
    })

    function isKnown({ subject: { version } }: Report): boolean {
      return version === expected.version
    }
  })
}
