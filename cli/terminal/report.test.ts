import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Subject } from '../../harness/subject.ts'
import { plain } from '../output.ts'
import { sampleReport, sampleResult } from '../testing/sample-report.ts'
import { terminalReport } from './report.ts'

const endpoints: Subject['endpoints'] = [{ name: 'smtp://mail.example.org:25', protocol: 'smtp', listeners: {} }]

function reportOf(results: CheckResult[], problems?: Report['problems']): Report {
  return sampleReport(results, { subject: { version: undefined, endpoints }, problems })
}

const lines = (report: Report, width = 80) => terminalReport(report, { width, style: plain })

describe('The terminal report', () => {
  test('shows the end of a long dialogue, with a mark of what was left out', () => {
    const dialogue = Array.from({ length: 60 }, (_, i) => `S: 250 line ${i}`)
    const reason = { code: 'violation', text: 'STARTTLS is offered inside TLS' }
    const shown = lines(reportOf([sampleResult('rfc3207/server/x', ['rfc3207-4.2-7'], 'fail', { dialogue, reason })]))
    expect(shown.filter((line) => line.includes('S: 250 line'))).toHaveLength(25)
    expect(shown).toContain('      … 35 lines before: --reporter json has them')
    expect(shown).toContain('      S: 250 line 59')
  })

  test('escapes what a server may have said to the terminal', () => {
    const text = 'found "\u001b]0;owned\u0007\u202e\u009b31m"'
    const report = reportOf([
      sampleResult('rfc3207/server/x', ['rfc3207-4.2-7'], 'fail', {
        reason: { code: 'violation', text },
        dialogue: [`S: ${text}`],
      }),
      sampleResult('rfc3207/server/y', ['rfc3207-4.2-1'], 'inconclusive', { reason: { code: 'odd', text } }),
    ])
    const all = lines({ ...report, subject: { ...report.subject, version: text } }).join('\n')
    expect(all).not.toMatch(/[^\P{C}\n]/u)
    expect(all).toContain(String.raw`\x1b]0;owned\x07\x202e\x9b31m`)
  })

  test('escapes what a report that was read from a file calls endpoints and results', () => {
    const name = 'smtp://\u001b[2J\u2028:25'
    const failed = (more: Partial<CheckResult>) =>
      sampleResult('rfc3207/server/x', ['rfc3207-4.2-7'], 'fail', { dialogue: ['S: 220 x'], ...more })
    const fault = sampleResult('rfc3207/server/y', ['rfc3207-4.2-1'], 'error', { key: `y@${name}#default` })
    const all = lines(reportOf([failed({ endpoint: name }), failed({}), fault])).join('\n')
    expect(all).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u)
    expect(all.match(/\\x1b\[2J\\x2028/g)).toHaveLength(4)
  })

  test('keeps to the width of the terminal, but for what is to be copied', () => {
    const reason = { code: 'violation', text: `found ${'a long sentence '.repeat(20)}${'x'.repeat(200)}` }
    const report = reportOf([
      sampleResult('rfc3207/server/x', ['rfc3207-4.2-7'], 'fail', { reason, dialogue: [`S: ${reason.text}`] }),
    ])
    const wide = lines(report, 60).filter((line) => line.length > 60)
    expect(wide.filter((line) => !/again {6}mailtls|https:|^[A-Za-z]/.test(line))).toEqual([])
  })

  test('says of a vulnerability that it is one, whatever clause it breaks', () => {
    const reason = { code: 'violation', text: 'an injected command is executed' }
    const shown = lines(reportOf([sampleResult('rfc3207/server/injection-x', ['rfc3207-3-lc2'], 'fail', { reason })]))
    expect(shown[0]).toMatch(
      /^mail.example.org: not compliant \(1 vulnerability; as far as was selected: \d+ clauses left out\)$/,
    )
    expect(shown).toContain('   severity   vulnerability: not compliant on any protocol')
  })

  test('gathers what to provide, the most wanted first', () => {
    const reason = (code: string, text = code): Partial<CheckResult> => ({ reason: { code, text } })
    const shown = lines(
      reportOf([
        sampleResult(
          'rfc3207/server/a',
          ['rfc3207-4.2-1'],
          'inconclusive',
          reason('not-allowed', 'allow it with --allow sends-mail'),
        ),
        sampleResult(
          'rfc3207/server/b',
          ['rfc3207-4.2-1'],
          'inconclusive',
          reason('not-allowed', 'allow it with --allow relay-attempt'),
        ),
        sampleResult('rfc3207/server/c', ['rfc3207-4-2'], 'inconclusive', {
          ...reason('set-up-missing'),
          setUp: 'tls-required',
        }),
      ]),
      200,
    )
    const start = shown.indexOf('To decide what is open')
    expect(shown.slice(start, start + 3)).toEqual([
      'To decide what is open',
      '  2 checks  --allow sends-mail --allow relay-attempt, on a server that you may do this to (--dry-run tells what is sent)',
      '  1 check   the server was not named in these set-ups (setUps in mailtls.yaml): tls-required',
    ])
  })

  test('shows our own faults apart, with their stack', () => {
    const text = 'TypeError: x\n    at somewhere'
    const shown = lines(
      reportOf([sampleResult('rfc3207/server/a', ['rfc3207-4.2-1'], 'error', { reason: { code: 'internal', text } })]),
    )
    const start = shown.indexOf('Errors: faults of mailtls itself, please report them')
    expect(shown.slice(start + 1, start + 4)).toEqual([
      '  rfc3207/server/a@smtp://mail.example.org:25#default',
      '    TypeError: x',
      '    at somewhere',
    ])
  })
})
