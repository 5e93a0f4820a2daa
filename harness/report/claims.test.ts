import { describe, expect, test } from 'vitest'
import type { Claims, EndpointClaims } from '../subject.ts'
import { exitCodeOf } from './exit-code.ts'
import { type EndpointFacts, findingsOf, judgeAnswers, judgeEndpoints } from './claims.ts'
import type { Report, RequirementRow } from './report.ts'

const name = 'submission://mail.example.org:587'
const subject = (claims: EndpointClaims) => ({
  claims: { endpoints: { [name]: claims } },
  endpoints: [{ name, protocol: 'submission' as const, listeners: {} }],
})

const seen: EndpointFacts = {
  beforeTls: ['PIPELINING', 'STARTTLS'],
  capabilities: ['PIPELINING', 'AUTH PLAIN LOGIN'],
  session: {},
  versions: ['TLSv1', 'TLSv1.2'],
}

const judged = (claims: EndpointClaims, sight: EndpointFacts = seen) =>
  judgeEndpoints(subject(claims), { [name]: sight }).map(({ verdict, text }) => [verdict, text])

describe('A claim about an endpoint', () => {
  test('holds where what is claimed is listed, whatever else is', () => {
    expect(judged({ beforeTls: ['STARTTLS'], insideTls: ['AUTH LOGIN'], tls: ['TLSv1.2', 'TLSv1'] })).toEqual([
      ['pass', 'claims STARTTLS before TLS'],
      ['pass', 'claims AUTH LOGIN inside TLS'],
      ['pass', 'claims TLSv1.2, TLSv1'],
    ])
  })

  test('is contradicted by what is not listed, and by a version too few or too many', () => {
    expect(judged({ beforeTls: ['AUTH PLAIN'], insideTls: ['STARTTLS'], tls: ['TLSv1.2', 'TLSv1.3'] })).toEqual([
      ['fail', 'claims AUTH PLAIN before TLS, but EHLO lists PIPELINING, STARTTLS'],
      ['fail', 'claims STARTTLS inside TLS, but EHLO lists PIPELINING, AUTH PLAIN LOGIN'],
      ['fail', 'claims TLSv1.2, TLSv1.3, but is seen without TLSv1.3 and with TLSv1, too'],
    ])
  })

  test('is open where nothing can be seen, for the reason that it has', () => {
    const problem = { code: 'connection-refused', text: 'the port is closed' }
    expect(judged({ insideTls: ['AUTH PLAIN'], tls: ['TLSv1.2'] }, { problem, capabilities: [] })).toEqual([
      ['inconclusive', 'claims AUTH PLAIN inside TLS: could not be seen, since the port is closed'],
      ['inconclusive', 'claims TLSv1.2: could not be seen, since the port is closed'],
    ])
    expect(judged({ insideTls: ['AUTH PLAIN'] }, { capabilities: ['AUTH PLAIN'] })[0]![0]).toBe('inconclusive')
  })
})

const row = (verdict: RequirementRow['verdict'], more: Partial<RequirementRow> = {}): RequirementRow => ({
  id: 'rfc8314-4-12',
  rfc: 8314,
  section: '4',
  level: 'MUST',
  class: 'clause',
  roles: ['submission-server'],
  summary: '',
  disposition: 'checked',
  verdict,
  byEndpoint: [{ endpoint: name, role: 'submission-server', verdict, checks: [] }],
  ...(verdict !== 'pass' && { reason: { code: 'x', text: 'why' } }),
  ...more,
})

const answered = (answer: 'yes' | 'no', ...rows: RequirementRow[]) =>
  judgeAnswers(rows, { 'rfc8314-4-12': answer }).map(({ verdict, text }) => [verdict, text])

describe('A claim about a requirement', () => {
  test('holds where the checks say the same', () => {
    expect(answered('yes', row('pass'))).toEqual([['pass', 'claims rfc8314-4-12: yes']])
    expect(answered('no', row('fail'))).toEqual([['pass', 'claims rfc8314-4-12: no']])
  })

  test('is contradicted where they say otherwise', () => {
    expect(answered('yes', row('fail'))).toEqual([['fail', 'claims rfc8314-4-12: yes, but it fails: why']])
    expect(answered('no', row('pass'))).toEqual([['fail', 'claims rfc8314-4-12: no, but is seen to do it']])
  })

  test('is open where a pass shows nothing: of what is forbidden, or only allowed', () => {
    for (const level of ['MUST NOT', 'SHOULD NOT', 'MAY'] as const) {
      expect(answered('no', row('pass', { level }))[0]![0], level).toBe('inconclusive')
    }
  })

  test('is open where nothing was decided', () => {
    expect(answered('yes', row('inconclusive'))[0]![0]).toBe('inconclusive')
    expect(answered('yes', row('pass', { disposition: 'recorded' }))[0]![0]).toBe('inconclusive')
  })
})

describe('A declared answer', () => {
  const declared = { 'rfc8314-4-12': { answer: 'yes', source: 'manual' } } as const
  const judge = (each: RequirementRow) => judgeAnswers([each], {}, declared).map(({ verdict, text }) => [verdict, text])

  test('is a claim where the wire decides', () => {
    expect(judge(row('fail'))).toEqual([['fail', 'declares rfc8314-4-12: yes, but it fails: why']])
    expect(judge(row('pass'))).toEqual([['pass', 'declares rfc8314-4-12: yes']])
  })

  test('is none where it was asked for, or where nothing of it was tried', () => {
    expect(judge(row('declared'))).toEqual([])
    expect(judge(row('not-applicable', { reason: { code: 'role-not-played', text: '' } }))).toEqual([])
    expect(judge(row('inconclusive', { reason: { code: 'not-selected', text: '' } }))).toEqual([])
  })
})

test('A contradicted claim is a finding that ends a run with 1 at every level, unless it is waived', () => {
  const claims = [
    ...judgeEndpoints(subject({ tls: ['TLSv1.3'] }), { [name]: seen }),
    ...judgeAnswers([row('fail', { level: 'MAY' })], { 'rfc8314-4-12': 'yes' } satisfies Claims['requirements']),
  ]
  const findings = findingsOf(claims)
  expect(findings).toEqual([
    { severity: 'violation', check: 'claim', endpoint: name, text: claims[0]!.text },
    { severity: 'violation', check: 'claim', endpoint: name, text: claims[1]!.text, requirement: 'rfc8314-4-12' },
  ])
  const report = { findings, requirements: [], waivers: [], checks: [], problems: [], compliance: 'undecided' }
  const codeOf = (changed: Partial<Report>) =>
    exitCodeOf({ ...(report as unknown as Report), ...changed }, { level: 'must' })
  expect(codeOf({})).toBe(1)
  expect(codeOf({ findings: findings.map((each) => ({ ...each, waived: { reason: 'known' } })) })).toBe(2)
})
