import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../../harness/check.ts'
import { failureLevels } from '../../../harness/report/exit-code.ts'
import { all, type Element, parseJunit } from '../../testing/junit-grammar.ts'
import { allKinds, failingReport, hostileReport, hostileTexts, reportOf, result } from '../testing/failing-report.ts'
import { renderJunit } from './junit.ts'

const casesOf = (xml: string) => all(parseJunit(xml), 'testcase')
const caseOf = (xml: string, id: string) =>
  casesOf(xml).find(({ attributes }) => attributes.name!.startsWith(`${id} `))!
const isRed = ({ children }: Element) => children.some(({ name }) => name === 'failure' || name === 'error')
const identity = ({ attributes }: Element) => `${attributes.classname} ${attributes.name}`

describe('JUnit', () => {
  test('has a case for each requirement that was tried, at each endpoint', async () => {
    const xml = renderJunit(failingReport())
    parseJunit(xml)
    await expect(xml).toMatchFileSnapshot('../testing/junit.xml')
  })

  test('counts its cases as they are', () => {
    const root = parseJunit(renderJunit(failingReport()))
    for (const suite of [root, ...all(root, 'testsuite')]) {
      const cases = all(suite, 'testcase')
      const number = (kind: string) => String(cases.filter(({ children }) => children[0]?.name === kind).length)
      const { tests, failures, errors, skipped = number('skipped') } = suite.attributes
      expect({ tests, failures, errors, skipped }).toEqual({
        tests: String(cases.length),
        failures: number('failure'),
        errors: number('error'),
        skipped: number('skipped'),
      })
    }
  })

  const [vulnerability, must, should, note] = allKinds as [CheckResult, CheckResult, CheckResult, CheckResult]
  const vulnerableNote = { ...note, id: 'rfc8314/server/injection-x' }
  const pass = allKinds.at(-1)!
  const sets = { vulnerability, vulnerableNote, must, should, note, pass }

  for (const [name, failed] of Object.entries(sets)) {
    test.each(failureLevels)(`is red for the exit code 1 only: ${name} at --level %s`, (level) => {
      const report = reportOf([failed], { level })
      expect(casesOf(renderJunit(report)).some(isRed)).toBe(report.exitCode === 1)
    })

    test.each(failureLevels)(`is not red where that is waived: ${name} at --level %s`, (level) => {
      const report = reportOf([failed], { level, waivers: [{ check: failed.id, reason: 'known' }] })
      const isStale = failed === pass
      expect(report.exitCode === 1).toBe(isStale)
      expect(casesOf(renderJunit(report)).some(isRed)).toBe(isStale)
    })
  }

  test.each(failureLevels)('is red for an answer of no as the exit code is, at --level %s', (level) => {
    const declared = { 'rfc8314-4-16': { answer: 'no', source: 'manual' } } as const
    const report = reportOf([pass], { level, subject: { declared } })
    expect(casesOf(renderJunit(report)).some(isRed)).toBe(report.exitCode === 1)
    expect(caseOf(renderJunit(report), 'rfc8314-4-16').children[0]!.name).toBe(level === 'must' ? 'skipped' : 'failure')
  })

  test('is red at one endpoint though the failure is waived at another', () => {
    const waivers = [{ check: note.id, endpoint: note.endpoint, reason: 'known' }]
    const cases = casesOf(renderJunit(reportOf(allKinds, { level: 'may', waivers })))
    const told = cases.filter(({ attributes }) => attributes.name!.startsWith('imp-rfc9325-4.2-2 '))
    expect(told.map(({ attributes, children }) => [attributes.classname, children[0]!.name])).toEqual([
      ['mail_example_org.rfc9325.submission://mail_example_org', 'skipped'],
      ['mail_example_org.rfc9325.imap://mail_example_org', 'failure'],
    ])
  })

  test('shows nothing green that did not pass', () => {
    const green = casesOf(renderJunit(failingReport())).filter(({ children }) => children.length === 0)
    expect(green.map(({ attributes }) => attributes.name!.split(' ')[0])).toEqual(['rfc3207-3-lc1'])
  })

  test('names no two cases alike, and each as in a run on another port', () => {
    const names = casesOf(renderJunit(failingReport())).map(identity)
    expect(new Set(names).size).toBe(names.length)
    const others = casesOf(renderJunit(failingReport({ port: 40587 }))).map(identity)
    expect(others).toEqual(names)
  })

  test('keeps endpoints apart that differ in their port only', () => {
    const endpoints = [587, 2587].map((port) => ({
      name: `submission://mail.example.org:${port}`,
      protocol: 'submission' as const,
      listeners: {},
    }))
    const results = endpoints.map((endpoint) =>
      result('rfc3207/server/x', ['rfc3207-4.2-7'], 'pass', { endpoint: endpoint.name }),
    )
    const names = casesOf(renderJunit(reportOf(results, { subject: { endpoints } }))).map(identity)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name.includes('rfc3207-4.2-7'))).toHaveLength(2)
  })

  test('holds whatever a peer said as text, with control characters made visible', () => {
    const xml = renderJunit(hostileReport())
    expect(xml).not.toMatch(/[^\P{C}\n]/u)
    const errors = all(parseJunit(xml), 'error')
    expect(errors[0]!.attributes.message).toContain(hostileTexts[0])
    expect(errors[0]!.attributes.message).toContain(String.raw`\x00\x07\x1b[31m\x9b\xfffe\xffff\xd800 \x202eturned`)
    const failure = all(parseJunit(xml), 'failure')[0]!
    expect(failure.attributes.message).toContain(`"quoted" 'text' & more <b>next line</b>`)
    expect(failure.text).toContain('   S: </failure><failure message="x">]]>&lt;\n   C: QUIT\n')
  })

  test('has no text of a peer where GitLab and Jenkins look for attachments', () => {
    expect(all(parseJunit(renderJunit(hostileReport())), 'system-out')).toEqual([])
  })
})
