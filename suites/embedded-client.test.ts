import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../harness/report/report.ts'
import { certify } from './certify.ts'
import { suites } from './checks.ts'
import { isClientRole } from '../harness/place.ts'
import { referenceClientSubject } from './client-subject.ts'

let report: Report
beforeAll(async () => {
  report = await certify(referenceClientSubject())
}, 60_000)

for (const [suite, checks] of Object.entries(suites)) {
  const ofClients = checks.flatMap(({ id, roles, purpose }) =>
    roles.filter(isClientRole).map((role) => ({ id, role, purpose })),
  )
  describe(`The reference client conforms to ${suite}`, () => {
    test.for(ofClients)('$role: $purpose ($id)', ({ id, role }) => {
      const results = report.checks.filter((check) => check.id === id && check.role === role)
      expect(results.map(({ verdict, reason }) => ({ verdict, reason }))).not.toHaveLength(0)
      for (const { verdict, reason } of results) expect(['pass', 'not-applicable'], reason?.text).toContain(verdict)
    })
  })
}

test('The report holds all requirements and calls the reference client unconditionally compliant', () => {
  expect(report.requirements).toHaveLength(292)
  const { compliance, byRfc, exitCode, summary, findings, problems } = report
  expect({ compliance, byRfc, exitCode, summary, findings, problems }).toMatchSnapshot()
})

test('Every clause that binds a client is decided, and no entry of theirs is left for later', () => {
  const rows = report.requirements.filter(({ roles }) => roles.some(isClientRole))
  expect(
    rows.map(({ id, level, verdict, reason }) => [id, level, verdict, reason?.text ?? ''].join(' | ')),
  ).toMatchSnapshot()
  expect(rows.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'error')).toEqual([])
})
