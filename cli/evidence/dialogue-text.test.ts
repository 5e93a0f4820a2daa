import { expect, test } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import { ledger } from '../../suites/ledger.ts'
import { dialogueText } from './dialogue-text.ts'

const fingerprint = 'ab'.repeat(32)
const result: CheckResult = {
  key: 'rfc3207/server/starttls-hidden-inside-tls@smtp#default',
  id: 'rfc3207/server/starttls-hidden-inside-tls',
  kind: 'decides',
  decides: ['rfc3207-4.2-7'],
  purpose: 'STARTTLS is not offered again once TLS is running',
  role: 'smtp-server',
  endpoint: 'smtp',
  setUp: 'default',
  verdict: 'fail',
  reason: { code: 'failed', text: 'STARTTLS is offered inside TLS' },
  durationMs: 12.3,
  dialogue: ['S: 220 example.org', 'C: STARTTLS', 'S: 220 \\x1b[31m'],
  times: [
    { at: 0.4, connection: 1 },
    { at: 12345.6, connection: 1 },
    { at: 12345.67, connection: 12 },
  ],
  tls: [{ at: 3.5, connection: 1, version: 'TLSv1.3', suite: 'TLS_AES', group: 'x25519', chain: [fingerprint] }],
  replay: 'mailtls certify --server x --check rfc3207/server/starttls-hidden-inside-tls',
}
const certificate = {
  subject: 'CN=evil\u001b]0;\u202e correct-horse',
  issuer: '',
  names: ['DNS:a.example'],
  to: '2030-01-01T00:00:00.000Z',
  key: 'rsa 2048',
  ca: true,
}
const told = {
  result,
  subject: { name: 'x', version: '1.2' },
  began: new Date('2026-11-22T07:00:00.123Z'),
  ledger,
  certificates: { [fingerprint]: certificate },
  redact: (text: string) => text.replaceAll('correct-horse', '<redacted>'),
}

test('Says what was judged, by which clause, what was found when and where, and how to see it again', () => {
  expect(dialogueText(told)).toMatchInlineSnapshot(`
    "mailtls/dialogue/1
    check      rfc3207/server/starttls-hidden-inside-tls
    subject    x 1.2
    endpoint   smtp (smtp-server)
    set-up     default: as it is meant to run, with STARTTLS
    began      2026-11-22T07:00:00.123Z, took 12.3 ms
    verdict    fail: STARTTLS is offered inside TLS
    expected   STARTTLS is not offered again once TLS is running
    breaks     rfc3207-4.2-7 MUST NOT: A server may not list STARTTLS in any EHLO reply that follows the handshake.
               https://www.rfc-editor.org/rfc/rfc3207#section-4.2
    TLS        connection 1 at 3.5 ms: TLSv1.3, TLS_AES, x25519; certificates abababababab
    showed     abababababababababababababababababababababababababababababababab: of CN=evil\\x1b]0;\\x202e <redacted>; by nobody; for DNS:a.example; to 2030-01-01T00:00:00.000Z; rsa 2048; CA
    again      mailtls certify --server x --check rfc3207/server/starttls-hidden-inside-tls

    Time in ms since the check began, connection, C for the client or S for the server:

         0.4   1  S: 220 example.org
     12345.6   1  C: STARTTLS
     12345.7  12  S: 220 \\x1b[31m
    "
  `)
})

test('Says so where nothing was said, and names the mode of a client', () => {
  const { reason: _reason, ...open } = result
  const text = dialogueText({
    ...told,
    result: { ...open, role: 'mua', setUp: 'default', verdict: 'pass', dialogue: [], times: [], tls: [] },
  })
  expect(text).toContain('\nmode       default: what the client does where its user has chosen nothing\n')
  expect(text).toContain('\nverdict    pass\n')
  expect(text).toContain('\ndecides    rfc3207-4.2-7 MUST NOT: ')
  expect(text).toMatch(/\n\nNothing was said\.\n$/)
})

test('Shows a fault of ours line by line', () => {
  const reason = { code: 'internal', text: 'TypeError: x\n    at run' }
  expect(dialogueText({ ...told, result: { ...result, verdict: 'error', reason } })).toContain(
    '\nverdict    error: TypeError: x\n           at run\nexpected ',
  )
})
