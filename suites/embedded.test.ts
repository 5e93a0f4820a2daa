import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../harness/report/report.ts'
import type { StartedSubject } from '../servers/catalogue-server.ts'
import { startReference } from '../servers/reference/start.ts'
import { certify } from './certify.ts'
import { suites } from './checks.ts'
import { isClientRole } from '../harness/place.ts'

let subject: StartedSubject
let report: Report
beforeAll(async () => {
  subject = await startReference()
  report = await certify(subject)
}, 60_000)
afterAll(() => subject[Symbol.asyncDispose]())

for (const [suite, checks] of Object.entries(suites)) {
  describe(`The embedded reference conforms to ${suite}`, () => {
    test.for(
      checks.flatMap(({ id, roles, purpose }) =>
        roles.filter((role) => !isClientRole(role)).map((role) => ({ id, role, purpose })),
      ),
    )('$role: $purpose ($id)', ({ id, role }) => {
      const results = report.checks.filter((check) => check.id === id && check.role === role)
      expect(results.map(({ verdict, reason }) => ({ verdict, reason }))).not.toHaveLength(0)
      for (const { verdict, reason } of results) expect(['pass', 'not-applicable'], reason?.text).toContain(verdict)
    })
  })
}

test('The report holds all requirements and calls the reference unconditionally compliant', () => {
  expect(report.requirements).toHaveLength(292)
  const { compliance, byRfc, exitCode, summary, findings, problems } = report
  expect({ compliance, byRfc, exitCode, summary, findings, problems }).toMatchSnapshot()
})

test('Every clause that binds a server or an operator is decided, and no entry of theirs is left for later', () => {
  const rows = report.requirements.filter(({ roles }) =>
    roles.some((role) => role.endsWith('server') || role === 'operator'),
  )
  expect(
    rows.map(({ id, level, verdict, reason }) => [id, level, verdict, reason?.text ?? ''].join(' | ')),
  ).toMatchSnapshot()
  expect(rows.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'error')).toEqual([])
})

test('What each check of RFC 3207 saw is the same from run to run', () => {
  // which of several lawful ends a race has is seen and left out
  const seen = report.checks
    .filter(({ id }) => id.startsWith('rfc3207/') && !/injection|starttls-works/.test(id))
    .map(({ key, seen: sighting }) => [key, sighting])
  expect(seen).toMatchSnapshot()
})
