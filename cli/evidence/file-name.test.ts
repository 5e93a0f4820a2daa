import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  [
    'rfc3207/server/injection-same-segment@submission#default',
    'rfc3207.server.injection-same-segment@submission@default',
  ],
  ['rfc8314/operator/srv-names@example.org#default', 'rfc8314.operator.srv-names@example.org@default'],
  [
    'rfc3207/server/x@smtp://mail.example.org:2525#tls-required',
    'rfc3207.server.x@smtp_mail.example.org_2525@tls-required',
  ],
])('%s is told by %s', (key, name) => {
  expect(fileNameOf(key)).toBe(name)
})

const odd = [
  'rfc3207/server/x@smtp://[::1]:2525#default',
  'rfc3207/server/x@smtp://[::2]:2525#default',
  'rfc3207/server/x@SMTP#default',
  'rfc3207/server/x@a..b#default',
  '..',
  '.',
  '/',
  '../../etc/passwd',
  '-rf',
  '#',
  '',
  'a b@\u0000\n"\'$(x)#default',
  'rfc3207/server/x@mail.bücher.example#default',
  `rfc3207/server/x@${'long.'.repeat(100)}example#default`,
  `rfc3207/server/x@${'long.'.repeat(100)}example.org#default`,
]

test('Whatever a key holds, its name is safe in file systems, shells and links, bounded, and its own', () => {
  const names = odd.map(fileNameOf)
  for (const name of names) {
    expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9.@_-]*$/)
    expect(name).not.toContain('..')
    expect(name.length).toBeLessThan(170)
  }
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(odd.length)
  expect(names[0]).toMatch(/^rfc3207\.server\.x@smtp_1_2525@default-[0-9a-f]{8}$/)
})

test('Keys whose names would look alike have names of their own', () => {
  const alike = ['a/b@c#d', 'a/b@c@d', 'a.b@c#d', 'a/b@c_d#e', 'a/b@c:d#e', 'a/b@c://d#e', 'a/b@c.d#e', 'a/b@c/d#e']
  expect(new Set(alike.map(fileNameOf)).size).toBe(alike.length)
})
