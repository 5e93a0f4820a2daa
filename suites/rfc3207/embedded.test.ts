import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../harness/report/report.ts'
import { startReference } from '../../servers/reference/start.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { certify } from '../certify.ts'
import { rfc3207Checks } from './checks.ts'

describe('The embedded reference conforms to RFC 3207', () => {
  let subject: StartedSubject
  let report: Report
  beforeAll(async () => {
    subject = await startReference()
    report = await certify(subject)
  })
  afterAll(() => subject[Symbol.asyncDispose]())

  test.for(rfc3207Checks.flatMap(({ id, roles, purpose }) => roles.map((role) => ({ id, role, purpose }))))(
    '$role: $purpose ($id)',
    ({ id, role }) => {
      const results = report.checks.filter((check) => check.id === id && check.role === role)
      expect(results.map(({ verdict, reason }) => ({ verdict, reason }))).not.toHaveLength(0)
      for (const { verdict, reason } of results) expect(['pass', 'not-applicable'], reason?.text).toContain(verdict)
    },
  )

  test('The report holds all requirements and calls the reference unconditionally compliant', () => {
    expect(report.requirements).toHaveLength(292)
    const { compliance, exitCode, summary, findings, problems } = report
    expect({ compliance, exitCode, summary, findings, problems }).toMatchSnapshot()
  })

  test('Every clause of RFC 3207 that binds a server is decided', () => {
    const rows = report.requirements.filter(
      ({ rfc, roles }) => rfc === 3207 && roles.some((role) => role.endsWith('server')),
    )
    expect(
      rows.map(({ id, level, verdict, reason }) => [id, level, verdict, reason?.text ?? ''].join(' | ')),
    ).toMatchSnapshot()
    expect(rows.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'error')).toEqual([])
  })

  test('What each check saw is the same from run to run', () => {
    // which of several lawful ends a race has is seen and left out
    const seen = report.checks
      .filter(({ id }) => !/injection|starttls-works/.test(id))
      .map(({ key, seen: sighting }) => [key, sighting])
    expect(seen).toMatchSnapshot()
  })
})
