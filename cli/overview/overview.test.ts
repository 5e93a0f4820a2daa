import { describe, expect, test } from 'vitest'
import type { Reason, Verdict } from '../../harness/verdict.ts'
import { ledger } from '../../suites/ledger.ts'
import { plain } from '../output.ts'
import { sampleReport, sampleResult } from '../testing/sample-report.ts'
import { overviewLines } from './lines.ts'
import { buildOverview, type Surveyed } from './overview.ts'

const noEngine = { code: 'no-engine', text: 'expected a container engine, found none' }

function server(
  verdict: Verdict,
  { name = 'mail.example.org', problem }: { name?: string; problem?: Reason } = {},
): Surveyed {
  const reason = { code: 'violation', text: 'an injected command is obeyed' }
  const result = sampleResult('rfc3207/server/injection-x', ['rfc3207-4.2-1'], verdict, {
    ...(verdict !== 'pass' && { reason }),
  })
  return { name, kind: 'server', report: sampleReport([result]), ...(problem && { problem }) }
}

function overviewOf(...surveyed: Surveyed[]) {
  const startedAt = new Date(0).toISOString()
  return buildOverview({
    version: '1.0.0',
    requirementSet: '2026-11',
    requirements: ledger,
    startedAt,
    durationMs: 1234,
    surveyed,
  })
}

describe('An overview', () => {
  test('has the verdict of each subject on each requirement, and what is told of the subject', () => {
    const { subjects, requirements } = overviewOf(server('pass'), server('fail', { name: 'other' }))
    expect(requirements).toHaveLength(292)
    const row = requirements.find(({ id }) => id === 'rfc3207-4.2-1')!
    expect(row.verdicts['server-mail.example.org']).toEqual({ verdict: 'pass' })
    expect(row.verdicts['server-other']).toEqual({
      verdict: 'fail',
      reason: { code: 'violation', text: 'an injected command is obeyed' },
    })
    expect(subjects.map(({ version, compliance, vulnerabilities }) => [version, compliance, vulnerabilities])).toEqual([
      ['2.4', 'conditionally compliant', []],
      [
        '2.4',
        'not compliant',
        [
          {
            check: 'rfc3207/server/injection-x',
            endpoint: 'smtp://mail.example.org:25',
            text: 'an injected command is obeyed',
          },
        ],
      ],
    ])
  })

  test('tells subjects of the same name apart, and lets nothing into their ids that a path or a link would obey', () => {
    const names = ['postfix', 'postfix', '../../etc/passwd', 'smtp://[::1]:25', '"><b>', '']
    const clients = [{ name: 'postfix', kind: 'client' as const, problem: noEngine }]
    const { subjects } = overviewOf(...names.map((name) => server('pass', { name })), ...clients)
    expect(subjects.map(({ id }) => id)).toEqual([
      'server-postfix',
      'server-postfix-2',
      'server-etc-passwd',
      'server-smtp-1-25',
      'server-b',
      'server-unnamed',
      'client-postfix',
    ])
  })

  test('ends with 0 whatever fails, with 2 where a subject was not run, and with 3 where we are to blame', () => {
    const closed = { code: 'connection-refused', text: 'connection refused' }
    const notRun = (problem: Reason): Surveyed => ({ name: 'x', kind: 'server', problem })
    expect(overviewOf(server('fail')).exitCode).toBe(0)
    expect(overviewOf(server('pass', { problem: closed })).exitCode).toBe(0)
    expect(overviewOf(server('pass'), notRun(closed)).exitCode).toBe(2)
    expect(overviewOf(server('error')).exitCode).toBe(3)
    expect(overviewOf(server('pass'), notRun(closed), notRun(noEngine)).exitCode).toBe(3)
  })

  test('is told in a terminal by subject, and by the requirements that set them apart', () => {
    const postfix: Surveyed = { name: 'postfix', kind: 'client', problem: noEngine }
    const overview = overviewOf(server('pass'), server('fail', { name: 'other' }), postfix)
    expect(overviewLines(overview, { width: 100, style: plain })).toMatchInlineSnapshot(`
      [
        "Servers",
        "  a  mail.example.org 2.4  conditionally compliant    ✓   2  ✗   0  ?   3",
        "  b  other 2.4             not compliant              ✓   0  ✗   2  ?   3  fails 2 MUSTs, 1 vulnerability",
        "",
        "Clients",
        "  c  postfix               not run: expected a container engine, found none",
        "",
        "What some fail and others keep",
        "                       a b c",
        "  rfc3207-4.2-1  MUST  ✓ ✗    After the handshake the server has to forget all it learned from the…",
        "  rfc3207-6-4    MUST  ✓ ✗    Whatever either side learned before the handshake has to be thrown a…",
        "",
        "2 of 3 subjects; 292 requirements, as far as was selected; plaintext injection works on 1; 1.2 s",
      ]
    `)
  })

  test('leaves nothing in a terminal for it to obey, and keeps to its width', () => {
    const text = `\u001b]0;owned\u0007\u202e ${'a long sentence '.repeat(20)}`
    const broken: Surveyed = { name: text, kind: 'client', problem: { code: 'internal', text } }
    const lines = overviewLines(overviewOf(server('pass', { name: text }), broken), { width: 100, style: plain })
    expect(lines.join('')).not.toMatch(/\p{C}/u)
    expect(lines.filter((line) => line.length > 100)).toEqual([])
  })
})
