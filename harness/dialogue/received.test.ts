import { expect, test } from 'vitest'
import { clauseOf, receivedFields } from './received.ts'

const only = (text: string) => receivedFields(`Received: ${text}\r\n\r\n`)[0]!

test('A field is taken apart into its clauses, unfolded', () => {
  const text =
    'from a ([::1])\r\n by b\r\n\twith ESMTPSA id 1\r\n for <x@y>\r\n tls TLS_X group x25519; Sun, 22 Nov 2026 01:00:00 +0000'
  expect(only(text).clauses).toEqual([
    { name: 'from', value: 'a' },
    { name: 'by', value: 'b' },
    { name: 'with', value: 'ESMTPSA' },
    { name: 'id', value: '1' },
    { name: 'for', value: '<x@y>' },
    { name: 'tls', value: 'TLS_X' },
    { name: 'group', value: 'x25519' },
  ])
})

test('Names of clauses are read in any case', () => {
  expect(clauseOf(only('FROM a BY b WITH ESMTP; now'), 'with')).toBe('ESMTP')
})

test('Comments are no clauses, though they nest, hold semicolons or quoted brackets, and stand without blanks', () => {
  const text = String.raw`from a(b (c; tls TLS_A) \) group x)by d (Postfix) with ESMTPS (tls TLS_B); now`
  expect(only(text).clauses.map(({ name }) => name)).toEqual(['from', 'by', 'with'])
})

test('What Exim writes is read: TLS before id, a recipient without brackets', () => {
  const text =
    'from [172.17.0.1] (helo=client.test)\r\n\tby mail with esmtpsa  (TLS1.3) tls TLS_AES_128_GCM_SHA256\r\n\t(Exim 4.96)\r\n\t(envelope-from <t@x>)\r\n\tid 1xU-3A\r\n\tfor m@x;\r\n\tSun, 22 Nov 2026'
  expect(only(text).clauses.map(({ name }) => name)).toEqual(['from', 'by', 'with', 'tls', 'id', 'for'])
})

test('A name without a value has an empty one', () => {
  expect(only('from a by').clauses).toEqual([
    { name: 'from', value: 'a' },
    { name: 'by', value: '' },
  ])
})

test('The fields come from the top, and other fields are passed over', () => {
  const header = 'Received: from a\r\nX-Received: from b\r\nreceived: from c\r\nSubject: Received: from d\r\n\r\n'
  expect(receivedFields(header).map((field) => clauseOf(field, 'from'))).toEqual(['a', 'c'])
})

test('A semicolon in a quoted local part does not end the clauses', () => {
  const field = only('from a by b for <"odd; x"@example.org> tls TLS_X; Sun, 22 Nov 2026 01:00:00 +0000')
  expect(clauseOf(field, 'tls')).toBe('TLS_X')
})

test('A quote that nobody closes holds nothing together, however many quotes stand in it', () => {
  const field = only(String.raw`from "a \" b with ESMTP`)
  expect(field.clauses).toEqual([
    { name: 'from', value: '"a' },
    { name: String.raw`\"`, value: 'b' },
    { name: 'with', value: 'ESMTP' },
  ])
  const start = process.cpuUsage()
  only(`from "${String.raw`\"`.repeat(100_000)} with ESMTP`)
  expect(process.cpuUsage(start).user / 1000, 'ms').toBeLessThan(1000)
})
