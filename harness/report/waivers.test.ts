import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../check.ts'
import type { Level, Requirement } from '../requirement.ts'
import type { Claims, Declaration, Subject } from '../subject.ts'
import type { Verdict } from '../verdict.ts'
import { buildReport } from './build-report.ts'
import type { ExitOptions } from './exit-code.ts'
import type { Report, Waiver } from './report.ts'

function requirement(n: number, level: Level, more: Partial<Requirement> = {}): Requirement {
  return {
    id: `rfc1-1-${n}`,
    rfc: 1,
    section: '1',
    level,
    class: 'clause',
    roles: ['smtp-server', 'submission-server'],
    summary: 'as it is written',
    disposition: { kind: 'checked' },
    feeds: [],
    entails: [],
    ...more,
  }
}

const ledger = [
  requirement(1, 'MUST'),
  requirement(2, 'MUST', { entails: ['rfc1-1-1'] }),
  requirement(3, 'SHOULD'),
  requirement(4, 'MUST', { disposition: { kind: 'declared' } }),
  requirement(5, 'MUST', { disposition: { kind: 'same-as', as: ['rfc1-1-1'] } }),
  requirement(6, 'must', { class: 'lowercase' }),
]

const subject: Subject = {
  name: 'vendor',
  version: '2.4',
  endpoints: [
    { name: 'smtp', protocol: 'smtp', listeners: {} },
    { name: 'submission://localhost:5870', protocol: 'submission', listeners: {} },
  ],
  allow: [],
  arguments: '',
}

type Found = [check: string, decides: string, verdict: Verdict, endpoint?: string]

function result([id, decides, verdict, endpoint = 'smtp']: Found): CheckResult {
  return {
    key: `${id}@${endpoint}#default`,
    id,
    kind: 'decides',
    decides: [decides],
    purpose: '',
    role: endpoint === 'smtp' ? 'smtp-server' : 'submission-server',
    endpoint,
    setUp: 'default',
    verdict,
    reason: { code: 'some', text: `reason of ${id}` },
    durationMs: 1,
    dialogue: [`S: 250 dialogue of ${id}`],
    times: [],
    tls: [],
    replay: '',
  }
}

interface More extends ExitOptions {
  declared?: Record<string, Declaration>
  claims?: Claims
}

/** The report of a run at the end of 2026-11-22 that found this. What is not found passes. */
function reportOf(found: Found[], waivers: Waiver[], { declared, claims, ...exit }: More = {}): Report {
  const named = new Set(found.map(([, decides]) => decides))
  const passing = [1, 2, 3, 6].flatMap((n): Found[] =>
    named.has(`rfc1-1-${n}`) ? [] : [[`c${n}`, `rfc1-1-${n}`, 'pass']],
  )
  const answers = { 'rfc1-1-4': { answer: 'yes' as const, source: 'manual' }, ...declared }
  const results = [...found, ...passing].map(result)
  const outcome = { checks: [], results, problems: [], capabilities: {}, certificates: {} }
  const startedAt = new Date('2026-11-22T23:59:59Z')
  const frame = { ledger, version: '1.0.0', startedAt, durationMs: 1, exit, waivers }
  return buildReport({ ...frame, outcome, subject: { ...subject, declared: answers, claims } })
}

const reason = 'mended in 2.5'
const waivedRows = ({ requirements }: Report) => requirements.filter(({ waived }) => waived).map(({ id }) => id)
const states = ({ waivers }: Report) => waivers.map(({ state, text }) => (text === undefined ? [state] : [state, text]))

describe('A waiver', () => {
  test('covers a failing check and every requirement that fails by it alone; compliance stays', () => {
    const report = reportOf([['a', 'rfc1-1-2', 'fail']], [{ check: 'a', reason, owner: 'me', expires: '2027-01-31' }])
    const waived = { reason, owner: 'me', expires: '2027-01-31' }
    expect(report.findings).toMatchObject([{ check: 'a', waived }])
    expect(waivedRows(report)).toEqual(['rfc1-1-1', 'rfc1-1-2', 'rfc1-1-5'])
    expect(report.requirements[0]).toMatchObject({ verdict: 'fail', waived })
    expect([report.compliance, report.exitCode]).toEqual(['not compliant', 0])
    expect(states(report)).toEqual([['applied']])
  })

  test('of a requirement covers all checks that make it fail, of what entails it, too', () => {
    const found: Found[] = [
      ['a', 'rfc1-1-2', 'fail'],
      ['b', 'rfc1-1-1', 'fail'],
    ]
    for (const requirement of ['rfc1-1-1', 'rfc1-1-5']) {
      expect(reportOf(found, [{ requirement, reason }]).exitCode).toBe(0)
    }
    const narrow = reportOf(found, [{ requirement: 'rfc1-1-2', reason }])
    expect([waivedRows(narrow), narrow.exitCode]).toEqual([['rfc1-1-2'], 1])
  })

  test('covers one endpoint where it names one, as the report does or by its protocol', () => {
    const found: Found[] = [
      ['a', 'rfc1-1-1', 'fail'],
      ['a', 'rfc1-1-1', 'fail', 'submission://localhost:5870'],
    ]
    const waive = (endpoint: string): Waiver => ({ check: 'a', endpoint, reason })
    const half = reportOf(found, [waive('submission')])
    expect(half.findings.map(({ waived }) => waived)).toEqual([undefined, { reason }])
    expect([waivedRows(half), half.exitCode]).toEqual([[], 1])
    expect(reportOf(found, [waive('smtp'), waive('submission://localhost:5870')]).exitCode).toBe(0)
    expect(states(reportOf(found, [waive('imap')]))).toEqual([
      ['undecided', 'was not needed or not reached: no check of it ran here'],
    ])
  })

  test('is of its subject only, by name, or by name and version', () => {
    const waive = (name: string) => reportOf([['a', 'rfc1-1-1', 'fail']], [{ check: 'a', subject: name, reason }])
    expect(['vendor', 'vendor 2.4'].map((name) => waive(name).exitCode)).toEqual([0, 0])
    expect(['vendor 2.3', 'other'].map((name) => waive(name).exitCode)).toEqual([1, 1])
    // what is about another subject is none of this report's business, be it stale or expired
    expect(waive('other').waivers).toEqual([])
  })

  test('holds until the end of its day, UTC', () => {
    const waive = (expires: string) => reportOf([['a', 'rfc1-1-1', 'fail']], [{ check: 'a', expires, reason }])
    expect(waive('2026-11-22').exitCode).toBe(0)
    const expired = waive('2026-11-21')
    expect([expired.exitCode, waivedRows(expired)]).toEqual([1, []])
    expect(states(expired)).toEqual([
      ['expired', 'expired on 2026-11-21: mend what fails, or decide anew and set another date'],
    ])
  })

  test('fails the run when it is expired, though nothing fails any more', () => {
    const report = reportOf([['a', 'rfc1-1-1', 'pass']], [{ check: 'a', expires: '2026-11-21', reason }])
    expect(report.exitCode).toBe(1)
    expect(states(report)).toEqual([
      ['expired', 'expired on 2026-11-21: nothing that it names fails any more: remove it'],
    ])
  })

  test('is stale where all that it names passes, which fails the run', () => {
    for (const waiver of [{ check: 'a' }, { requirement: 'rfc1-1-1' }, { requirement: 'rfc1-1-5' }]) {
      const report = reportOf([['a', 'rfc1-1-1', 'pass']], [{ ...waiver, reason }])
      expect(report.exitCode).toBe(1)
      expect(states(report)).toEqual([['stale', 'covers nothing: nothing that it names fails any more: remove it']])
    }
  })

  test.for<[string, Found, Waiver]>([
    ['a is inconclusive', ['a', 'rfc1-1-1', 'inconclusive'], { check: 'a', reason }],
    ['a ended in an error', ['a', 'rfc1-1-1', 'error'], { check: 'a', reason }],
    ['a does not apply here', ['a', 'rfc1-1-1', 'not-applicable'], { check: 'a', reason }],
    ['what entails it is inconclusive', ['a', 'rfc1-1-2', 'inconclusive'], { requirement: 'rfc1-1-1', reason }],
    ['its twin is inconclusive', ['a', 'rfc1-1-1', 'inconclusive'], { requirement: 'rfc1-1-5', reason }],
    ['no such check was run', ['a', 'rfc1-1-1', 'pass'], { check: 'b', reason }],
  ])('is not stale where it was not decided: %s', ([, found, waiver]) => {
    const report = reportOf([found], [waiver], { allowUndecided: true })
    expect(report.waivers[0]!.state).toBe('undecided')
    expect(report.exitCode).toBe(found[2] === 'error' ? 3 : 0)
  })

  test('of a requirement is not stale where only a part of the checks was selected', () => {
    const outcome = {
      checks: [],
      results: [result(['a', 'rfc1-1-1', 'pass'])],
      problems: [],
      capabilities: {},
      certificates: {},
    }
    const waivers = [
      { requirement: 'rfc1-1-1', reason },
      { check: 'a', reason },
    ]
    const frame = { ledger, version: '1.0.0', startedAt: new Date(0), durationMs: 1, waivers }
    const { waivers: judged } = buildReport({ ...frame, subject, outcome })
    expect(judged.map(({ state }) => state)).toEqual(['undecided', 'stale'])
  })

  test('covers nothing where the failure no longer shows its signature, in reason or dialogue', () => {
    const waive = (signature: string) => reportOf([['a', 'rfc1-1-1', 'fail']], [{ check: 'a', signature, reason }])
    expect(waive('reason of a').exitCode).toBe(0)
    expect(waive('250 dialogue').exitCode).toBe(0)
    const other = waive('554')
    expect([other.exitCode, waivedRows(other)]).toEqual([1, []])
    expect(states(other)[0]![1]).toBe(
      'covers nothing: what it names fails, but does not show "554": look at the failure anew, then change the signature or remove the waiver',
    )
  })

  test('covers a failed injection check for the exit code only', () => {
    const found: Found[] = [['injection-x', 'rfc1-1-1', 'fail']]
    expect(reportOf(found, []).exitCode).toBe(1)
    const report = reportOf(found, [{ check: 'injection-x', reason }])
    expect(report.findings).toMatchObject([{ severity: 'vulnerability', waived: { reason } }])
    expect([report.compliance, report.exitCode]).toEqual(['not compliant', 0])
  })

  test('covers no error and nothing inconclusive, and lets neither hide behind what it covers', () => {
    const waivers = [
      { check: 'a', reason },
      { check: 'b', reason },
    ]
    const beside = (verdict: Verdict) =>
      reportOf(
        [
          ['a', 'rfc1-1-1', 'fail'],
          ['b', 'rfc1-1-1', verdict, 'submission://localhost:5870'],
        ],
        waivers,
      )
    expect([beside('pass'), beside('not-applicable')].map(({ exitCode }) => exitCode)).toEqual([1, 0])
    expect([beside('inconclusive'), beside('error')].map(({ exitCode }) => exitCode)).toEqual([2, 3])
    expect(beside('inconclusive').requirements[0]!.waived).toEqual({ reason })
  })

  test('covers a SHOULD at its level, and is no less at home where that does not count', () => {
    const found: Found[] = [['a', 'rfc1-1-3', 'fail']]
    const waivers = [{ check: 'a', reason }]
    expect(reportOf(found, [], { level: 'should' }).exitCode).toBe(1)
    expect(reportOf(found, waivers, { level: 'should' }).exitCode).toBe(0)
    expect(reportOf(found, waivers, { level: 'may' }).exitCode).toBe(0)
    expect(states(reportOf(found, waivers))).toEqual([['applied']])
  })

  test('covers a declared no, which fails the run otherwise', () => {
    const declared = { 'rfc1-1-4': { answer: 'no' as const, source: 'manual, page 4' } }
    expect(reportOf([], [], { declared }).exitCode).toBe(1)
    const waivers = [{ requirement: 'rfc1-1-4', reason }]
    const report = reportOf([], waivers, { declared })
    expect([waivedRows(report), report.compliance, report.exitCode]).toEqual([['rfc1-1-4'], 'not compliant', 0])
    expect(states(reportOf([], waivers))[0]![0]).toBe('stale')
    expect(reportOf([['a', 'rfc1-1-1', 'inconclusive']], waivers, { declared }).exitCode).toBe(2)
  })

  test('of what no clause asks for is not needed for the exit code, but at level may', () => {
    const found: Found[] = [['a', 'rfc1-1-6', 'fail']]
    expect(reportOf(found, []).exitCode).toBe(0)
    expect(reportOf(found, [], { level: 'may' }).exitCode).toBe(1)
    expect(reportOf(found, [{ requirement: 'rfc1-1-6', reason }], { level: 'may' }).exitCode).toBe(0)
  })

  test('covers a contradicted claim apart from what fails, unless it is of the requirement', () => {
    const claims = { requirements: { 'rfc1-1-1': 'yes' as const } }
    const found: Found[] = [['a', 'rfc1-1-1', 'fail']]
    const judge = (...waivers: Waiver[]) => reportOf(found, waivers, { claims })
    const ofCheck = judge({ check: 'a', reason })
    expect([waivedRows(ofCheck), ofCheck.findings.map(({ waived }) => waived !== undefined), ofCheck.exitCode]).toEqual(
      [['rfc1-1-1', 'rfc1-1-5'], [true, false], 1],
    )
    expect(judge({ check: 'a', reason }, { check: 'claim', reason }).exitCode).toBe(0)
    expect(judge({ requirement: 'rfc1-1-1', reason }).exitCode).toBe(0)
    const held = reportOf([['a', 'rfc1-1-1', 'pass']], [{ check: 'claim', reason }], { claims })
    expect(held.waivers[0]!.state).toBe('stale')
  })

  test('is not judged stale by a shard: another may hold what it is about', () => {
    const outcome = {
      checks: [],
      results: [result(['a', 'rfc1-1-1', 'fail'])],
      problems: [],
      capabilities: {},
      certificates: {},
      shard: { index: 1, total: 2, jobs: [] },
    }
    const waivers = [
      { check: 'a', signature: 'another', reason },
      { check: 'b', reason },
    ]
    const frame = { ledger, version: '1.0.0', startedAt: new Date(0), durationMs: 1, waivers }
    const { waivers: judged } = buildReport({ ...frame, subject, outcome })
    expect(judged.map(({ state }) => state)).toEqual(['undecided', 'undecided'])
  })

  test('holds with a reason that is still to be given, and says so', () => {
    const report = reportOf([['a', 'rfc1-1-1', 'fail']], [{ check: 'a', reason: 'TODO: why?' }])
    expect(report.exitCode).toBe(0)
    expect(states(report)).toEqual([['applied', 'has no reason yet: write one in the place of TODO']])
  })
})
