import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import type { Report, Waiver } from '../../harness/report/report.ts'
import { type Claims, type Declaration, type Endpoint, type Protocol, protocols } from '../../harness/subject.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { plain } from '../output.ts'
import { sampleReport, sampleResult } from '../testing/sample-report.ts'
import { diffLines } from './diff-lines.ts'
import { type Change, diffReports } from './diff-reports.ts'
import { diffMarkdown } from './markdown.ts'

const hidden = 'rfc3207/server/starttls-hidden-inside-tls'

type Found = [id: string, decides: string, verdict: Verdict, endpoint?: string, more?: Partial<CheckResult>]

function result([id, decides, verdict, endpoint = 'smtp', more]: Found): CheckResult {
  const { role } = protocols[endpoint.split('://')[0] as Protocol]
  const reason = verdict === 'pass' ? {} : { reason: { code: 'some', text: `${id}: ${verdict}` } }
  return sampleResult(id, [decides], verdict, { key: `${id}@${endpoint}#default`, role, endpoint, ...reason, ...more })
}

interface About {
  name?: string
  endpoints?: string[]
  declared?: Record<string, Declaration>
  claims?: Claims
  problems?: Report['problems']
  waivers?: Waiver[]
}

function reportOf(
  found: Found[],
  { name = 'vendor', endpoints = ['smtp'], declared, claims, ...about }: About = {},
): Report {
  const places = endpoints.map((each): Endpoint => {
    return { name: each, protocol: each.split('://')[0] as Protocol, listeners: {} }
  })
  return sampleReport(found.map(result), { subject: { name, endpoints: places, declared, claims }, ...about })
}

const ids = (changes: readonly Change[]) => changes.map(({ id, endpoint }) => (endpoint ? `${id} on ${endpoint}` : id))
const counts = ({ worse, better, changed, added, gone }: ReturnType<typeof diffReports>) =>
  Object.entries({ worse, better, changed, added, gone }).flatMap(([part, { length }]) => (length > 0 ? [part] : []))

function lines(old: Report, now: Report): string[] {
  return diffLines(diffReports(old, now), { width: 100, style: plain })
}

describe('The difference of two reports', () => {
  test('is nothing between a report and itself', () => {
    const report = reportOf([[hidden, 'rfc3207-4.2-7', 'fail']])
    const diff = diffReports(report, report)
    expect([counts(diff), diff.notes]).toEqual([[], []])
    expect(diff.unchanged).toBeGreaterThan(1)
  })

  test('is told by check and by requirement, at each endpoint, with both states and how to see it again', () => {
    const endpoints = ['smtp', 'submission']
    const old = reportOf(
      [
        [hidden, 'rfc3207-4.2-7', 'pass'],
        [hidden, 'rfc3207-4.2-7', 'fail', 'submission'],
      ],
      { endpoints },
    )
    const now = reportOf(
      [
        [hidden, 'rfc3207-4.2-7', 'fail'],
        [hidden, 'rfc3207-4.2-7', 'pass', 'submission'],
      ],
      { endpoints },
    )
    const diff = diffReports(old, now)
    expect(diff.worse).toEqual([
      {
        kind: 'requirement',
        id: 'rfc3207-4.2-7',
        level: 'MUST NOT',
        endpoint: 'smtp',
        old: { verdict: 'pass' },
        new: { verdict: 'fail', reason: { code: 'some', text: `${hidden}: fail` } },
      },
      {
        kind: 'check',
        id: hidden,
        decides: ['rfc3207-4.2-7'],
        endpoint: 'smtp',
        replay: expect.stringContaining(`--check ${hidden}`),
        old: { verdict: 'pass' },
        new: { verdict: 'fail', reason: { code: 'some', text: `${hidden}: fail` } },
      },
    ])
    expect(ids(diff.better)).toEqual(['rfc3207-4.2-7 on submission', `${hidden} on submission`])
    expect([diff.old.compliance, diff.new.compliance]).toEqual(['not compliant', 'not compliant'])
  })

  test('finds an endpoint again by its protocol, where only one can be meant', () => {
    const url = (port: number) => `smtp://127.0.0.1:${port}`
    const at = (verdict: Verdict, ...endpoints: string[]) =>
      reportOf(
        endpoints.map((each): Found => ['a', 'rfc3207-4.2-7', verdict, each]),
        { endpoints },
      )
    const moved = diffReports(at('pass', url(1)), at('fail', url(2)))
    expect([ids(moved.worse), moved.notes]).toEqual([
      [`rfc3207-4.2-7 on ${url(2)}`, `a on ${url(2)}`],
      [`${url(1)} is compared with ${url(2)}`],
    ])
    expect(counts(diffReports(at('pass', 'smtp'), at('fail', url(2))))).toEqual(['worse'])
    const unclear = diffReports(at('pass', url(1)), at('fail', url(2), url(3)))
    expect(counts(unclear)).toEqual(['added', 'gone'])
    expect(unclear.notes).toEqual([`in the old report only: ${url(1)}`, `in the new report only: ${url(2)}, ${url(3)}`])
    // what kept its name is not taken for another
    expect(ids(diffReports(at('pass', url(1)), at('fail', url(1), url(2))).worse)).toEqual([
      `rfc3207-4.2-7 on ${url(1)}`,
      `a on ${url(1)}`,
    ])
  })

  test('holds what is in one report only apart: nothing became worse by being judged for the first time', () => {
    const old = reportOf([['a', 'rfc3207-4.2-7', 'pass']])
    const now = { ...reportOf([['b', 'rfc3207-4-1', 'fail']]), requirementSet: '2027-01' }
    const diff = diffReports(old, now)
    expect(counts(diff)).toEqual(['added', 'gone'])
    expect(ids(diff.added)).toEqual(['rfc3207-4-1 on smtp', 'b on smtp'])
    expect(diff.notes[0]).toBe('the reports are of two sets of requirements: 2026-11 and 2027-01')
    expect(lines(old, now)).toContain('In the new report only: 1 requirement, 1 check, in 2 places')
    expect(lines(old, now)).toContain('  2 places more where nothing fails')
  })

  test('takes an answer of the vendor for a decision', () => {
    const answer = (text: 'yes' | 'no') =>
      reportOf([], { declared: { 'rfc3207-6-3': { answer: text, source: 'manual' } } })
    expect(ids(diffReports(reportOf([]), answer('yes')).better)).toEqual(['rfc3207-6-3'])
    expect(ids(diffReports(answer('yes'), answer('no')).worse)).toEqual(['rfc3207-6-3'])
  })

  test('knows a claim again, whatever was seen of it', () => {
    const claims: Claims = { requirements: { 'rfc3207-4.2-7': 'yes' } }
    const seen = (verdict: Verdict) => reportOf([[hidden, 'rfc3207-4.2-7', verdict]], { claims })
    const claim = 'claims rfc3207-4.2-7: yes'
    expect(ids(diffReports(seen('inconclusive'), seen('pass')).better)).toContain(claim)
    expect(ids(diffReports(seen('pass'), seen('fail')).worse)).toContain(claim)
    expect(counts(diffReports(seen('pass'), seen('fail')))).toEqual(['worse'])
  })

  test('says which of the two is of a part of the checks only', () => {
    const whole = reportOf([])
    const requirements = whole.requirements.map((row) =>
      row.reason?.code === 'not-selected' ? { ...row, reason: undefined } : row,
    )
    const { notes } = diffReports({ ...whole, requirements }, whole)
    expect(notes).toEqual([
      expect.stringMatching(/^the new report tells as far as was selected: \d+ clauses left out$/),
    ])
  })

  test('names waivers, which make nothing better, and let nothing become worse', () => {
    const waivers = [{ check: 'a', reason: 'mended in 2.5', owner: 'me', expires: '2030-01-01' }]
    const fails = reportOf([['a', 'rfc3207-4.2-7', 'fail']], { waivers })
    for (const verdict of ['pass', 'fail'] as const) {
      const old = reportOf([['a', 'rfc3207-4.2-7', verdict]])
      expect(counts(diffReports(old, fails))).toEqual(['changed'])
      expect(lines(old, fails)).toContain('            waived by me until 2030-01-01: mended in 2.5')
    }
  })

  test('has an endpoint that can no longer be spoken to among what is worse', () => {
    const reason = { code: 'connection-refused', text: 'nobody listens' }
    const [up, down] = [reportOf([]), reportOf([], { problems: [{ endpoint: 'smtp', reason }] })]
    expect(ids(diffReports(up, down).worse)).toEqual(['connection-refused on smtp'])
    expect(counts(diffReports(down, up))).toEqual(['better'])
  })

  test('is told in few lines, and escapes what a server may have said', () => {
    const many = Array.from({ length: 12 }, (_, i): [string, string] => [`check-${i}`, 'rfc3207-4.2-7'])
    const text = 'found "\u001b[31m`<b>|\u202e" @all'
    const old = reportOf(many.map(([id, decides]): Found => [id, decides, 'pass']))
    const reason = { code: 'busy', text }
    const now = reportOf(many.map(([id, decides]): Found => [id, decides, 'inconclusive', 'smtp', { reason }]))
    const told = lines(old, now)
    const start = told.indexOf('Worse: 1 requirement, 12 checks, in 13 places')
    expect(told.slice(start + 1, start + 4)).toEqual([
      '  ? pass → inconclusive',
      '    rfc3207-4.2-7 MUST NOT on smtp',
      '  ? pass → inconclusive',
    ])
    expect(told.filter((line) => line.startsWith('    check-'))).toHaveLength(10)
    expect(told).toContain('    and 2 more')
    expect(told).toContain('    now     found "\\x1b[31m`<b>|\\x202e" @all')
    const markdown = diffMarkdown(diffReports(old, now))
    expect(markdown).toContain('  - now ``found "\\x1b[31m`<b>|\\x202e" @all``\n')
    expect(markdown).not.toMatch(/[^\P{C}\n]/u)
    expect(markdown).toMatch(/^### mailtls: 13 worse, 0 better, 0 changed, 0 added, 0 gone, \d+ unchanged\n/)
  })
})
