import type { CheckResult } from '../../../harness/check.ts'
import type { Report } from '../../../harness/report/report.ts'
import type { Verdict } from '../../../harness/verdict.ts'
import { type SampleOptions, sampleReport, sampleResult } from '../../testing/sample-report.ts'

interface Options extends SampleOptions {
  /** that its submission server listens on */
  port?: number
}

/** The report of a run on a submission and an IMAP server that had these results. */
export function reportOf(results: readonly CheckResult[], { port = 587, ...options }: Options = {}): Report {
  const submission = `submission://mail.example.org:${port}`
  const subject: Options['subject'] = {
    endpoints: [
      { name: submission, protocol: 'submission', listeners: { default: { host: 'mail.example.org', port } } },
      { name: 'imap://mail.example.org', protocol: 'imap', listeners: {} },
    ],
    arguments: submission,
    ...options.subject,
  }
  const placed = results.map((each) => ({
    ...each,
    endpoint: each.endpoint.replace(':587', `:${port}`),
    key: each.key.replace(':587', `:${port}`),
  }))
  return sampleReport(placed, { ...options, subject })
}

/** What came of a check of the submission server, or of another place. */
export function result(id: string, decides: string[], verdict: Verdict, more: Partial<CheckResult> = {}): CheckResult {
  const there = { endpoint: 'submission://mail.example.org:587', role: 'submission-server' } as const
  return sampleResult(id, decides, verdict, { ...there, ...more })
}

const why = (text: string, code = 'violation') => ({ reason: { code, text } })
const atImap = { endpoint: 'imap://mail.example.org', role: 'imap-server' } as const

/** One result of each kind. */
export const allKinds: readonly CheckResult[] = [
  result('rfc3207/server/injection-same-segment', ['rfc3207-4.2-1'], 'fail', {
    purpose: 'a command sent together with STARTTLS is never obeyed',
    ...why('a command sent behind STARTTLS was answered inside TLS'),
    dialogue: ['S: 220 mail.example.org ESMTP', 'C: STARTTLS<CRLF>NOOP<CRLF>', 'S: 220 go ahead', 'C: <starts TLS>'],
  }),
  result('rfc3207/server/starttls-hidden-inside-tls', ['rfc3207-4.2-7'], 'fail', {
    purpose: 'STARTTLS is not offered again once TLS is running',
    ...why('STARTTLS is offered inside TLS'),
    dialogue: Array.from({ length: 30 }, (_, index) => `S: 250-EXTENSION-${index}`),
  }),
  result(
    'rfc3207/server/tls-required-530',
    ['rfc3207-4-2'],
    'fail',
    why('MAIL before TLS draws "400 no" instead of 530'),
  ),
  result('rfc8314/server/cbc-refused', ['imp-rfc9325-4.2-2'], 'fail', why('a CBC suite is negotiated')),
  result('rfc8314/server/cbc-refused', ['imp-rfc9325-4.2-2'], 'fail', {
    ...atImap,
    ...why('a CBC suite is negotiated'),
  }),
  result('rfc3207/server/tls-required-enhanced-code', ['rfc3207-4-3'], 'inconclusive', {
    setUp: 'tls-required',
    ...why('the server was not named in the set-up tls-required', 'set-up-missing'),
  }),
  result(
    'rfc3207/server/decides-at-once',
    ['rfc3207-4.1-1'],
    'error',
    why('TypeError: x is undefined\n    at y', 'internal'),
  ),
  result(
    'rfc3207/server/starttls-reply-code',
    ['rfc3207-4-lc1'],
    'not-applicable',
    why('STARTTLS is not offered', 'not-applicable'),
  ),
  result('rfc3207/server/starttls-works', ['rfc3207-3-lc1'], 'pass'),
]

/** A report that holds all that a report can hold. */
export function failingReport(options: Options = {}): Report {
  return reportOf(allKinds, {
    waivers: [
      { requirement: 'rfc3207-4-2', reason: 'mended in 2.5', owner: 'mail-team', expires: '2027-03-31' },
      { check: 'rfc3207/server/cbc-refused', reason: 'gone long ago', at: 'waivers.yaml:7' },
    ],
    problems: [
      {
        endpoint: 'imap://mail.example.org',
        reason: { code: 'login-refused', text: 'imap://mail.example.org refuses the password of test' },
      },
    ],
    ...options,
    subject: {
      declared: {
        'rfc8314-4-16': { answer: 'yes', source: 'manual, section 4' },
        'rfc3207-6-3': { answer: 'no', source: 'manual, section 5' },
      },
      claims: { requirements: { 'rfc3207-4.2-7': 'yes' } },
      ...options.subject,
    },
  })
}

/** What a peer may say to break out of a document. */
export const hostileTexts = [
  '</failure><failure message="x">]]>&lt;',
  '"quoted" \'text\' & more\r\n\t<b>next line</b>',
  '\u0000\u0007\u001b[31m\u009b\ufffe\uffff\ud800 \u202eturned',
  '<script>alert(1)</script><img src=x onerror=alert(1)><!-- ',
  '![image](https://evil.example/x.png) [link](javascript:alert(1)) https://evil.example www.evil.example',
  '@octocat #1 mail@evil.example a|b \\| c \\',
  '`code` ```` fence\n```\n# heading\n</details>',
  '{0} {{1}} [[ATTACHMENT|/etc/passwd]] $x$ :smile: | --- |',
]

/** A report in which a peer says all that, wherever it can. */
export function hostileReport(options: Options = {}): Report {
  const texts = [...hostileTexts, hostileTexts.join(' ')]
  const said = texts.flatMap((text, index) => {
    const more = { ...why(text), dialogue: [`S: ${text}`, 'C: QUIT'] }
    return [
      result(`rfc3207/server/injection-${index}`, ['rfc3207-4.2-1'], 'fail', more),
      result(`rfc3207/server/open-${index}`, ['rfc3207-4-3'], 'inconclusive', why(text, `odd-${index}`)),
      result(`rfc3207/server/fault-${index}`, ['rfc3207-4.1-1'], 'error', more),
      result(`rfc8314/server/note-${index}`, ['imp-rfc9325-4.2-2'], 'fail', more),
    ]
  })
  const problems = texts.map((text) => ({ endpoint: 'imap://mail.example.org', reason: { code: 'odd', text } }))
  const waivers = texts.map((text, index) => ({ check: `rfc8314/server/note-${index}`, reason: text, owner: text }))
  return reportOf(said, { problems, waivers, ...options, subject: { version: texts.join(' '), ...options.subject } })
}
