import { describe, expect, test } from 'vitest'
import { alertText, type Piece, RecordReader, recordType, startsLikeTls } from './tls-records.ts'

/** A record of these bytes, as TLS 1.2 and 1.3 frame it. */
function record(type: number, fragment: string | Buffer): Buffer {
  const bytes = Buffer.from(fragment)
  const header = Buffer.from([type, 3, 3, bytes.length >> 8, bytes.length & 255])
  return Buffer.concat([header, bytes])
}

const hello = record(recordType.handshake, 'a hello with a\nline end and \x16\x03\x01 in it')
const data = record(recordType.applicationData, 'ciphertext')
const nothing = record(recordType.applicationData, '')

/** What a reader makes of these segments: plaintext that follows plaintext is one, wherever it was cut. */
function split(segments: Buffer[]): string[] {
  const reader = new RecordReader()
  const pieces: Piece[] = segments.flatMap((segment) => reader.read(segment))
  const found: { kind: string; bytes: Buffer }[] = []
  const add = (kind: string, bytes: Buffer) => {
    const last = found.at(-1)
    if (last?.kind === 'plaintext' && kind === 'plaintext') last.bytes = Buffer.concat([last.bytes, bytes])
    else found.push({ kind, bytes })
  }
  for (const piece of pieces) {
    if ('plaintext' in piece) add('plaintext', piece.plaintext)
    else add(`record ${piece.record.type}`, piece.tls)
  }
  const rest = reader.rest()
  if (rest.length > 0) add('rest', rest)
  return found.map(({ kind, bytes }) => `${kind}: ${bytes.toString('latin1')}`)
}

const shown = (kind: string, bytes: Buffer | string) => `${kind}: ${bytes.toString('latin1')}`
const text = (plaintext: string) => Buffer.from(plaintext, 'latin1')

describe('The same bytes give the same pieces, however TCP cuts them', () => {
  const streams: [title: string, bytes: Buffer[], pieces: string[]][] = [
    ['a record alone', [hello], [shown('record 22', hello)]],
    [
      'records in a row',
      [hello, data, nothing],
      [hello, data, nothing].map((r, i) => shown(`record ${i ? 23 : 22}`, r)),
    ],
    [
      'a line before a record',
      [text('250 OK\r\n'), hello],
      [shown('plaintext', '250 OK\r\n'), shown('record 22', hello)],
    ],
    [
      'plaintext without a line end before a record',
      [text('250-AUTH LOGIN '), hello],
      [shown('plaintext', '250-AUTH LOGIN '), shown('record 22', hello)],
    ],
    [
      'a line between records',
      [hello, text('NOOP\r\n'), data],
      [shown('record 22', hello), shown('plaintext', 'NOOP\r\n'), shown('record 23', data)],
    ],
    [
      'plaintext after a record',
      [data, text('500 what?')],
      [shown('record 23', data), shown('plaintext', '500 what?')],
    ],
    [
      'plaintext alone, of several lines',
      [text('220 a\r\n250-b\n250 c')],
      [shown('plaintext', '220 a\r\n250-b\n250 c')],
    ],
    [
      'control characters that begin no record',
      [text('\x16\x16 \x15\n\x17\x04\x03'), hello],
      [shown('plaintext', '\x16\x16 \x15\n\x17\x04\x03'), shown('record 22', hello)],
    ],
    [
      'a record that is cut off',
      [data, hello.subarray(0, 9)],
      [shown('record 23', data), shown('rest', hello.subarray(0, 9))],
    ],
    [
      'the first byte of a record',
      [text('ok\n'), hello.subarray(0, 1)],
      [shown('plaintext', 'ok\n'), shown('rest', '\x16')],
    ],
  ]

  test.each(streams)('%s', (_title, parts, pieces) => {
    const bytes = Buffer.concat(parts)
    expect(split([bytes])).toEqual(pieces)
    expect(split([...bytes].map((byte) => Buffer.from([byte])))).toEqual(pieces)
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(split([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}`).toEqual(pieces)
    }
  })
})

test('What is held back is handed out once', () => {
  const reader = new RecordReader()
  reader.read(hello.subarray(0, 7))
  expect(reader.rest()).toEqual(hello.subarray(0, 7))
  expect(reader.rest()).toHaveLength(0)
})

test('A record is known by type and major version, from two bytes on', () => {
  expect(startsLikeTls(Buffer.from([0x16, 3]))).toBe(true)
  expect(startsLikeTls(Buffer.from([0x14, 3, 0]))).toBe(true)
  for (const bytes of [[], [0x16], [0x16, 2], [0x13, 3], [0x18, 3], [0x80, 0x2e]]) {
    expect(startsLikeTls(Buffer.from(bytes))).toBe(false)
  }
})

describe('An alert in the clear is read', () => {
  test.each([
    ['fatal handshake_failure (40)', recordType.alert, [2, 40]],
    ['warning unrecognized_name (112)', recordType.alert, [1, 112]],
    ['fatal alert (255)', recordType.alert, [2, 255]],
    [undefined, recordType.alert, [2, 40, 0]],
    [undefined, recordType.handshake, [2, 40]],
  ])('as %s', (expected, type, fragment) => {
    expect(alertText({ type, fragment: Buffer.from(fragment) })).toBe(expected)
  })
})
