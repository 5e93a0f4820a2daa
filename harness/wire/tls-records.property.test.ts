import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, cut, lineOf, mutated, soup } from '../testing/arbitraries.ts'
import { property, takesAnyLength } from '../testing/property.ts'
import { alertText, asksForCertificate, helloStart, type Piece, RecordReader, recordStart } from './tls-records.ts'

const tokens = [
  '\x14',
  '\x15',
  '\x16',
  '\x17',
  '\x03',
  '\x01',
  '\0',
  '\x05',
  '\x16\x03\x01\0\x02ab',
  '250 OK\r\n',
  '\x80',
]
const record = fc.tuple(fc.integer({ min: 20, max: 23 }), fc.nat(4), bytes())
const line = lineOf(/[\t\r -\xff]/).map((text) => Buffer.from(`${text}\r\n`, 'latin1'))
const part = fc.oneof(record, line)
type Part = Buffer | [number, number, Buffer]

function written(parts: readonly Part[]): Buffer {
  return Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : recordOf(part))))
}

function recordOf([type, minor, fragment]: [number, number, Buffer]): Buffer {
  return Buffer.concat([Buffer.of(type, 3, minor, fragment.length >> 8, fragment.length & 255), fragment])
}

/** What comes of a stream that was cut: plaintext that follows plaintext is one. */
function split(pieces: readonly Buffer[]): (Buffer | { tls: Buffer; type: number })[] {
  const reader = new RecordReader()
  const found: (Buffer | { tls: Buffer; type: number })[] = []
  const add = (piece: Piece) => {
    const last = found.at(-1)
    if ('tls' in piece) {
      expect(piece.tls.subarray(5)).toEqual(piece.record.fragment)
      found.push({ tls: piece.tls, type: piece.record.type })
    } else if (Buffer.isBuffer(last)) found.splice(-1, 1, Buffer.concat([last, piece.plaintext]))
    else found.push(piece.plaintext)
  }
  for (const piece of pieces) for (const each of reader.read(piece)) add(each)
  const rest = reader.rest()
  return rest.length > 0 ? [...found, { tls: rest, type: -1 }] : found
}

describe('TLS records', () => {
  property('Records and lines are told apart as they were written', [fc.array(part, { maxLength: 6 })], (parts) => {
    const lines = parts.map((each) => (Buffer.isBuffer(each) ? each : { tls: recordOf(each), type: each[0] }))
    const wanted = lines.reduce<(Buffer | { tls: Buffer; type: number })[]>((joined, each) => {
      const last = joined.at(-1)
      const both = Buffer.isBuffer(last) && Buffer.isBuffer(each)
      return both ? [...joined.slice(0, -1), Buffer.concat([last, each])] : [...joined, each]
    }, [])
    expect(split([written(parts)])).toEqual(wanted)
  })

  property(
    'Any segmentation of the same bytes gives the same pieces, and none is lost',
    [cut(fc.oneof(mutated(fc.array(part, { maxLength: 4 }).map(written)), soup(tokens)))],
    (pieces) => {
      const found = split(pieces)
      expect(found).toEqual(split([Buffer.concat(pieces)]))
      expect(Buffer.concat(found.map((each) => ('tls' in each ? each.tls : each)))).toEqual(Buffer.concat(pieces))
    },
  )

  property('What is read in other bytes stays within them', [fc.oneof(soup(tokens), bytes().map(String))], (text) => {
    const all = Buffer.from(text, 'latin1')
    for (const at of [recordStart(all), helloStart(all)]) {
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at).toBeLessThanOrEqual(all.length)
    }
    expect(helloStart(all)).toBeLessThanOrEqual(recordStart(all))
    expect(asksForCertificate(all)).toBeTypeOf('boolean')
    expect(alertText({ type: 21, fragment: all }) === undefined).toBe(all.length !== 2)
  })

  takesAnyLength(tokens, (text) => {
    const all = Buffer.from(text, 'latin1')
    new RecordReader().read(all)
    asksForCertificate(all)
  })
})
