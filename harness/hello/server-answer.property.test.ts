import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, cut, mutated, soup } from '../testing/arbitraries.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { recordType } from '../wire/tls-records.ts'
import { extensionTypes, groups, nameOf, versions } from './codes.ts'
import { recordText } from './record-text.ts'
import { AnswerReader, type ServerAnswer } from './server-answer.ts'
import { suiteName } from './suites.ts'
import { uint, vector } from './vectors.ts'

const tokens = [
  '\x16\x03\x03',
  '\x15\x03\x01\0\x02\x02\x28',
  '\x15\x03\x01\0\x02\x01\x70',
  '\0',
  '\x02',
  '\x16\x03\x01\0\x01\0',
]
const texts = ['250 OK', '\r\n', '\x80', '\x80\x05\x04', '\x83\x03\0\0\x01', '\xff', '\x17\x03\x03\0\0', '\x0b', '\x0e']

const model = fc.record({
  version: fc.oneof(fc.constantFrom(...Object.values(versions)), fc.nat(0xffff)),
  suite: fc.oneof(fc.constantFrom(0x002f, 0xc02f, 0x1301), fc.nat(0xffff)),
  selected: fc.option(fc.constantFrom(0x0304, 0x0303), { nil: undefined }),
  group: fc.option(fc.constantFrom(...Object.values(groups)), { nil: undefined }),
  flags: fc.record({ encryptThenMac: fc.boolean(), extendedMasterSecret: fc.boolean() }),
  session: bytes(32),
  certificates: fc.array(bytes(), { maxLength: 3 }),
  // where records begin anew
  records: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
})
type Model = typeof model extends fc.Arbitrary<infer T> ? T : never

function flight({ version, suite, selected, group, flags, session, certificates, records }: Model): Buffer {
  const extensions = [
    ...(selected === undefined ? [] : [uint(2, extensionTypes.supportedVersions), vector(2, uint(2, selected))]),
    ...(group === undefined ? [] : [uint(2, extensionTypes.keyShare), vector(2, uint(2, group))]),
    ...(flags.encryptThenMac ? [uint(2, extensionTypes.encryptThenMac), vector(2)] : []),
    ...(flags.extendedMasterSecret ? [uint(2, extensionTypes.extendedMasterSecret), vector(2)] : []),
  ]
  const hello = [uint(2, version), Buffer.alloc(32, 7), vector(1, session), uint(2, suite), Buffer.of(0)]
  const body = Buffer.concat([...hello, ...(extensions.length > 0 ? [vector(2, ...extensions)] : [])])
  const chain = vector(3, ...certificates.map((each) => vector(3, each)))
  let left = Buffer.concat([Buffer.of(2), vector(3, body), Buffer.of(11), vector(3, chain), Buffer.of(14, 0, 0, 0)])
  const pieces: Buffer[] = []
  for (const length of [...records, left.length]) {
    pieces.push(Buffer.of(22, 3, 3), vector(2, left.subarray(0, length)))
    left = left.subarray(length)
  }
  return Buffer.concat(pieces)
}

/** What it is to be read as. */
function readAs({ version, suite, selected, group, flags, certificates }: Model): ServerAnswer {
  const real = nameOf(versions, selected ?? version)
  const inTheClear = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'].includes(real)
  return {
    kind: 'hello',
    version: real,
    suite: suiteName(suite),
    ...flags,
    ...(group !== undefined && { group: nameOf(groups, group) }),
    helloRetryRequest: false,
    ...(inTheClear && { certificates }),
  }
}

/** The answer in these pieces: as soon as there is one, or at the end. */
function answerIn(pieces: readonly Buffer[], certificates: boolean): ServerAnswer {
  const reader = new AnswerReader({ certificates })
  for (const piece of pieces) {
    const answer = reader.read(piece)
    if (answer) return answer
  }
  return reader.ended('fin')
}

describe('Answers to a ClientHello', () => {
  property('A flight is read as it was written, in whatever records', [model], (each) => {
    expect(answerIn([flight(each)], true)).toEqual(readAs(each))
  })

  property(
    'Whatever comes, in whatever segmentation, gives the same answer, or the same error of ours',
    [cut(fc.oneof(mutated(model.map(flight)), soup([...tokens, ...texts]))), fc.boolean()],
    async (pieces, certificates) => {
      const outcome = await outcomeOf(() => answerIn(pieces, certificates))
      expect(outcome).toEqual(await outcomeOf(() => answerIn([Buffer.concat(pieces)], certificates)))
      if ('value' in outcome) expect(outcome.value.kind).toMatch(/^(hello|alert|plaintext|ended|sslv2-(hello|error))$/)
      else expect(outcome.code).toBe('not-the-protocol')
    },
  )

  property(
    'Whatever stands in a record has a text, or none',
    [fc.nat(255), mutated(model.map(flight))],
    (type, all) => {
      const record = { type: type % 4 === 0 ? recordType.handshake : type, fragment: all.subarray(5) }
      expect(recordText(record) ?? '').toMatch(/^[\x20-\x7e]*$/)
    },
  )

  takesAnyLength(
    [...tokens, ...texts],
    (text) => {
      answerIn([Buffer.from(text, 'latin1')], true)
      // the same within a message of a megabyte
      answerIn([Buffer.from(`\x16\x03\x03\0\x04\x02\x0f\xff\xff${text}`, 'latin1')], true)
    },
    { usual: 10, share: 1 / 200 },
  )
})
