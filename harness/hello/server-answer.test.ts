import { beforeAll, describe, expect, test } from 'vitest'
import { isMailtlsError } from '../errors.ts'
import { serverIdentity } from '../testing/identity.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { clientHello } from './client-hello.ts'
import { AnswerReader, type AnswerOptions } from './server-answer.ts'
import { suiteGroups } from './suites.ts'
import { flightOf } from './testing/offered.ts'
import { uint, vector } from './vectors.ts'

const record = (type: number, ...parts: Buffer[]) => Buffer.concat([Buffer.from([type, 3, 3]), vector(2, ...parts)])
const message = (type: number, ...parts: Buffer[]) => Buffer.concat([uint(1, type), vector(3, ...parts)])
const text = (plaintext: string) => Buffer.from(plaintext, 'latin1')

const fatal = Buffer.from([2, 40])
const refusal = { kind: 'alert', level: 'fatal', name: 'handshake_failure', code: 40 }
const unknownName = Buffer.from([1, 112])
/** SSL 3.0, static RSA with RC4: what no server here would say. */
const helloBody = Buffer.concat([
  uint(2, 0x0300),
  Buffer.alloc(32, 7),
  vector(1, Buffer.alloc(32, 9)),
  uint(2, 5),
  uint(1, 0),
])
const ssl3 = { kind: 'hello', version: 'SSLv3', suite: 'TLS_RSA_WITH_RC4_128_SHA', helloRetryRequest: false }
const noExtensions = { encryptThenMac: false, extendedMasterSecret: false }
const certificate = Buffer.from('no real one')
const chain = message(11, vector(3, vector(3, certificate), vector(3, certificate)))

/** The answer in these segments, then a FIN; an error as its code. */
function read(segments: Buffer[], options?: AnswerOptions): unknown {
  const reader = new AnswerReader(options)
  try {
    for (const segment of segments) {
      const answer = reader.read(segment)
      if (answer) return answer
    }
    return reader.ended('fin')
  } catch (error) {
    if (!isMailtlsError(error)) throw error
    return error.code
  }
}

const bytewise = (bytes: Buffer) => [...bytes].map((byte) => Buffer.from([byte]))

/** The answer in one segment; it has to be the same in one for each byte, and in any two. */
function answerIn(bytes: Buffer, options?: AnswerOptions): unknown {
  const whole = read([bytes], options)
  expect(read(bytewise(bytes), options)).toEqual(whole)
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(read([bytes.subarray(0, cut), bytes.subarray(cut)], options), `cut at ${cut}`).toEqual(whole)
  }
  return whole
}

/** The same handshake messages, in records of so many bytes. */
function fragmented(records: Buffer, size: number): Buffer {
  let messages = Buffer.alloc(0)
  for (let at = 0; at < records.length; at += 5 + records.readUInt16BE(at + 3)) {
    if (records[at] === 22)
      messages = Buffer.concat([messages, records.subarray(at + 5, at + 5 + records.readUInt16BE(at + 3))])
  }
  const count = Math.ceil(messages.length / size)
  return Buffer.concat(Array.from({ length: count }, (_, i) => record(22, messages.subarray(i * size, (i + 1) * size))))
}

describe('The same answer, however TCP cuts it', () => {
  const cases: [title: string, bytes: Buffer[], answer: unknown][] = [
    ['an alert', [record(21, fatal)], refusal],
    ['an alert in two records', [record(21, fatal.subarray(0, 1)), record(21, fatal.subarray(1))], refusal],
    [
      'an alert without a name',
      [record(21, Buffer.from([2, 201]))],
      { kind: 'alert', level: 'fatal', name: 'alert', code: 201 },
    ],
    [
      'close_notify',
      [record(21, Buffer.from([1, 0]))],
      { kind: 'alert', level: 'warning', name: 'close_notify', code: 0 },
    ],
    ['a hello of SSL 3.0', [record(22, message(2, helloBody))], { ...ssl3, ...noExtensions }],
    ['a hello behind a HelloRequest', [record(22, message(0), message(2, helloBody))], { ...ssl3, ...noExtensions }],
    [
      'a hello behind a warning of the name',
      [record(21, unknownName), record(22, message(2, helloBody))],
      { ...ssl3, ...noExtensions },
    ],
    [
      'a warning of the name, then nothing',
      [record(21, unknownName)],
      { kind: 'alert', level: 'warning', name: 'unrecognized_name', code: 112 },
    ],
    ['an alert behind a warning', [record(21, unknownName, fatal)], refusal],
    ['a line', [text('454 no\r\n250 more')], { kind: 'plaintext', text: '454 no\r\n' }],
    ['text without a line end', [text('454 no')], { kind: 'plaintext', text: '454 no' }],
    [
      'text in front of a hello',
      [text('250 '), record(22, message(2, helloBody))],
      { kind: 'plaintext', text: '250 ' },
    ],
    ['text in no ASCII', [text('\xe4\xf6\xfc\r\n')], { kind: 'plaintext', text: '\xe4\xf6\xfc\r\n' }],
    ['two bytes of no ASCII', [text('\xe4\xf6')], { kind: 'plaintext', text: '\xe4\xf6' }],
    ['nothing', [], { kind: 'ended', by: 'fin' }],
    ['the beginning of a record', [record(22, message(2, helloBody)).subarray(0, 20)], { kind: 'ended', by: 'fin' }],
    ['the first byte of a record', [text('\x16')], { kind: 'ended', by: 'fin' }],
    ['the beginning of a hello', [record(22, message(2, helloBody).subarray(0, 20))], { kind: 'ended', by: 'fin' }],
    ['SSLv2’s SERVER-HELLO', [Buffer.from([0x80, 20, 4, 0, 1, 0, 2]), Buffer.alloc(15)], { kind: 'sslv2-hello' }],
    ['SSLv2’s ERROR', [Buffer.from([0x80, 3, 0, 0, 1])], { kind: 'sslv2-error', code: 1 }],
    ['a record of application data', [record(23, text('secret'))], 'not-the-protocol'],
    ['a message that no server begins with', [record(22, message(1, helloBody))], 'not-the-protocol'],
    ['a hello that is too short', [record(22, message(2, helloBody.subarray(0, 30)))], 'not-the-protocol'],
    ['a message without end', [record(22, Buffer.from([2, 255, 255, 255]))], 'not-the-protocol'],
    ['an alert of no level', [record(21, Buffer.from([9, 40]))], 'not-the-protocol'],
  ]

  test.each(cases)('%s', (_title, parts, answer) => expect(answerIn(Buffer.concat(parts))).toEqual(answer))
})

describe('With certificates', () => {
  const wanted = { certificates: true }
  const hello = message(2, helloBody)

  test('the hello waits for them', () => {
    const whole = { ...ssl3, ...noExtensions, certificates: [certificate, certificate] }
    expect(answerIn(record(22, hello, chain, message(14)), wanted)).toEqual(whole)
    expect(answerIn(Buffer.concat([record(22, hello), record(22, chain)]), wanted)).toEqual(whole)
    expect(answerIn(record(22, hello, message(23, text('supplemental')), chain), wanted)).toEqual(whole)
  })

  test('and is none when an alert or the end comes instead', () => {
    expect(answerIn(Buffer.concat([record(22, hello), record(21, fatal)]), wanted)).toMatchObject({ kind: 'alert' })
    expect(answerIn(record(22, hello), wanted)).toEqual({ kind: 'ended', by: 'fin' })
  })

  test('a chain whose lengths are wrong is no answer', () => {
    const wrong = message(11, vector(3, uint(3, 99), certificate))
    expect(answerIn(record(22, hello, wrong), wanted)).toBe('not-the-protocol')
  })
})

test('Text without a line end is read to a limit', () => {
  const reader = new AnswerReader()
  const pieces = Array.from({ length: 100 }, () => reader.read(Buffer.alloc(1000, 'a')))
  expect(pieces.find((answer) => answer)).toEqual({ kind: 'plaintext', text: 'a'.repeat(64 * 1024) })
})

test('A record that is too long is no answer', () => {
  expect(read([record(22, Buffer.alloc(20_000))])).toBe('not-the-protocol')
})

describe('What OpenSSL says is read', () => {
  let identity: ServerTls
  beforeAll(async () => {
    const { cert, key } = await serverIdentity()
    identity = { cert, key }
  })

  test.each([
    ['TLSv1.2', {}],
    ['TLSv1.2', { certificates: true }],
    ['TLSv1.3', {}],
  ] as const)('in records of any size: %s, %o', async (version, options) => {
    const flight = await flightOf(identity, clientHello({ version, suites: Object.values(suiteGroups).flat() }))
    const whole = read([flight], options)
    expect(whole).toMatchObject({ kind: 'hello', version })
    for (const size of [1, 2, 3, 7, 50, 16_000]) {
      const records = fragmented(flight, size)
      expect(read([records], options)).toEqual(whole)
      expect(read(bytewise(records), options)).toEqual(whole)
    }
  })
})

test('A long message is read as fast as it comes, though each byte has a record of its own', () => {
  const certificate = Buffer.alloc(200_000)
  const records = Array.from(message(11, vector(3, vector(3, certificate))), (byte) => record(22, Buffer.of(byte)))
  const flight = Buffer.concat([record(22, message(2, helloBody)), ...records])
  const start = process.cpuUsage()
  const reader = new AnswerReader({ certificates: true })
  const answer = reader.read(flight)
  expect(answer?.kind === 'hello' && answer.certificates?.map(({ length }) => length)).toEqual([certificate.length])
  expect(process.cpuUsage(start).user / 1000, 'ms').toBeLessThan(2000)
})
