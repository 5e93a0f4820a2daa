import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Budget } from '../../harness/budget.ts'
import type { Check } from '../../harness/check.ts'
import { needsEngine, skippedWithout } from '../../harness/testing/needs.ts'
import type { Report } from '../../harness/report/report.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { type CatalogueSubject, expectedOf } from '../catalogue.ts'
import { certify } from '../certify.ts'
import { drift } from '../expected.ts'

const lacking = skippedWithout(await needsEngine())

/** How many subjects are judged at once: most of the time each of them waits, for its start or for an answer. */
const atOnce = 2

/** How long a check may take, in ms: longer than usual, since they share the machine. */
const timeoutMs = 20_000

/** Makes a test of each check on each subject of the catalogue that has an expected.json, and of that file as a whole. */
export function holdAgainstExpected(subjects: readonly CatalogueSubject[], checks: readonly Check[]): void {
  const lanes = new Budget(atOnce)
  for (const each of subjects) {
    const expected = expectedOf(each)
    if (!expected) continue
    const why = each.runs === 'container' ? lacking : ''
    describe.skipIf(why).concurrent(`${each.name}${why}`, () => {
      let subject: StartedSubject | undefined
      let report: Report
      beforeAll(async () => {
        using _lane = await lanes.take(1)
        subject = await each.start()
        report = await certify(subject, { timeoutMs })
      }, 600_000)
      afterAll(() => subject?.[Symbol.asyncDispose]())

      test.for(checks.map(({ id, purpose }) => ({ id, purpose })))('$purpose ($id)', ({ id }) => {
        for (const { verdict, decides, setUp, endpoint, reason } of report.checks.filter((check) => check.id === id)) {
          const known = expected.verdicts.filter((other) => other.setUp === setUp && other.endpoint === endpoint)
          const ofThese = known.filter(({ requirement }) => decides.includes(requirement)).map((other) => other.verdict)
          const allowed = ['pass', 'not-applicable', ...(decides.length === 0 ? ['inconclusive'] : ofThese)]
          if (isKnown(report)) expect(allowed, reason?.text).toContain(verdict)
        }
      })

      test('Its verdicts are those of expected.json', ({ annotate }) => {
        const changes = drift(expected, report)
        if (!isKnown(report)) {
          void annotate(`new version, review: ${report.subject.version}\n${changes.join('\n')}`)
          return
        }
        expect(changes).toEqual([])
      })

      function isKnown({ subject: { version } }: Report): boolean {
        return version === expected!.version
      }
    })
  }
}
