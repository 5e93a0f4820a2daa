import { XMLBuilder } from 'fast-xml-parser'
import type { Report } from '../../../harness/report/report.ts'
import { subjectTitle } from '../../../harness/report/subject-told.ts'
import { visible } from '../../../harness/visible.ts'
import { isJudged } from '../../terminal/totals.ts'
import { oneLine } from '../one-line.ts'
import { stableNames } from '../stable-names.ts'
import type { Outcome } from './outcome.ts'
import { type TestCase, testCases } from './test-cases.ts'

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
})

/** The report as JUnit XML: a suite for each RFC at each endpoint, a test case for each requirement there. */
export function renderJunit(report: Report): string {
  const cases = testCases(report, stableNames(report))
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      '@_name': oneLine(`mailtls ${subjectTitle(report.subject)}`),
      ...totals(cases),
      testsuite: [...Map.groupBy(cases, ({ suite }) => suite)].map(([suite, inIt]) => ({
        '@_name': oneLine(suite),
        ...totals(inIt),
        '@_skipped': number(inIt, 'skipped'),
        '@_timestamp': report.startedAt.slice(0, 19),
        properties: { property: properties(report, suite) },
        testcase: inIt.map((each) => testCase(each, report)),
      })),
    },
  })
}

function totals(cases: readonly TestCase[]) {
  return {
    '@_tests': String(cases.length),
    '@_failures': number(cases, 'failure'),
    '@_errors': number(cases, 'error'),
    '@_time': seconds(cases.reduce((sum, { ms }) => sum + ms, 0)),
  }
}

function number(cases: readonly TestCase[], kind: Outcome['kind']): string {
  return String(cases.filter(({ outcome }) => outcome.kind === kind).length)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function properties(report: Report, suite: string) {
  const { subject, tool, compliance, byRfc, level, requirementSet } = report
  const rfc = /^RFC (\d+)/.exec(suite)?.[1]
  return Object.entries({
    subject: subject.name,
    version: subject.version,
    digest: subject.digest,
    compliance,
    ...(rfc && isJudged(report, rfc) && { [`compliance with RFC ${rfc}`]: byRfc[rfc] }),
    level,
    mailtls: tool.version,
    'requirement set': requirementSet,
  }).flatMap(([name, value]) => (value === undefined ? [] : [{ '@_name': name, '@_value': oneLine(value) }]))
}

function testCase({ name, place, ms, outcome }: TestCase, { subject }: Report) {
  return {
    '@_name': oneLine(name),
    // Jenkins takes what stands before the last full stop for a package
    '@_classname': [subject.name, ...place].map((part) => oneLine(part).replaceAll('.', '_')).join('.'),
    '@_time': seconds(ms),
    ...told(outcome),
  }
}

/** Attributes for those who read them, the text for GitLab, which does not. */
function told(outcome: Outcome) {
  if (outcome.kind === 'pass') return outcome.out === undefined ? {} : { 'system-out': oneLine(outcome.out) }
  const { kind, message, body } = outcome
  const text = [oneLine(message), ...(body.length > 0 ? ['', ...body] : [])].map(visible).join('\n')
  const type = kind === 'skipped' ? {} : { '@_type': outcome.type }
  return { [kind]: { ...type, '@_message': oneLine(message), '#text': text } }
}
