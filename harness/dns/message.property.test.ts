import * as dns from 'dns-packet'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, cut, mutated, soup } from '../testing/arbitraries.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { framed, unframed } from './framing.ts'
import { encodeQuery, readAnswer } from './message.ts'
import { normaliseName, queryName } from './names.ts'
import { writeRecord } from './record-codec.ts'
import type { DnsRecord, RecordType } from './records.ts'
import { replyTo } from './reply.ts'
import type { Zone } from './zone.ts'

const name = fc.oneof(fc.domain(), fc.constant('.'), fc.constant('_imaps._tcp.example.org'))
const u8 = fc.nat(0xff)
const u16 = fc.nat(0xffff)
const hex = bytes(40).map((each) => each.toString('hex'))
const seconds = fc.nat(0x7fffffff)
const named = { name, ttl: seconds }

const record: fc.Arbitrary<DnsRecord> = fc.oneof(
  fc.record({ ...named, type: fc.constant('A' as const), data: fc.ipV4() }),
  fc.record({ ...named, type: fc.constantFrom('CNAME' as const, 'NS' as const), data: name }),
  fc.record({ ...named, type: fc.constant('MX' as const), data: fc.record({ preference: u16, exchange: name }) }),
  fc.record({
    ...named,
    type: fc.constant('SRV' as const),
    data: fc.record({ priority: u16, weight: u16, port: u16, target: name }),
  }),
  fc.record({
    ...named,
    type: fc.constant('TLSA' as const),
    data: fc.record({ usage: u8, selector: u8, matchingType: u8, association: hex }),
  }),
  fc.record({
    ...named,
    type: fc.constant('DNSKEY' as const),
    data: fc.record({ flags: u16, algorithm: u8, key: hex }),
  }),
  fc.record({
    ...named,
    type: fc.constant('DS' as const),
    data: fc.record({ keyTag: u16, algorithm: u8, digestType: u8, digest: hex }),
  }),
)
const records = fc.array(record, { maxLength: 6 })
const types = ['A', 'AAAA', 'CNAME', 'NS', 'MX', 'SRV', 'TLSA', 'DNSKEY', 'DS', 'SOA'] as const
const query = fc.record({ id: u16, name: fc.domain(), type: fc.constantFrom<RecordType>(...types) })
const flags = fc.nat(0x7fff)

/** A response to a query, as dns-packet writes it. */
function response(
  { id, name, type }: { id: number; name: string; type: RecordType },
  flags: number,
  all: DnsRecord[],
): Buffer {
  return dns.encode({ type: 'response', id, flags, questions: [{ name, type }], answers: all.map(writeRecord) })
}

/** Every message in a stream of TCP, and what is left of it. */
function messagesIn(pieces: readonly Buffer[]): [Buffer[], Buffer] {
  const messages: Buffer[] = []
  let read: Buffer = Buffer.alloc(0)
  for (const piece of pieces) {
    read = Buffer.concat([read, piece])
    for (let next = unframed(read); next; next = unframed(read)) {
      messages.push(next.message)
      read = next.rest
    }
  }
  return [messages, read]
}

const zones: Zone[] = [
  { origin: 'example.org', signed: true, records: [{ name: 'example.org', type: 'A', data: '192.0.2.1' }] },
  { origin: '.', signed: false, records: [{ name: 'a', type: 'CNAME', data: 'example.org' }] },
]

describe('DNS messages', () => {
  property('An answer is read back as it was written', [query, flags, records], (query, flags, records) => {
    const read = readAnswer(response(query, flags, records), query)
    const { authenticated, truncated, competent } = read ?? {}
    expect(read?.answers).toEqual(records)
    expect([truncated, competent, authenticated]).toEqual([flags & 0x200, flags & 0x480, flags & 0x20].map(Boolean))
    expect(readAnswer(response({ ...query, id: query.id ^ 1 }, flags, records), query)).toBeUndefined()
  })

  property(
    'Whatever comes is an answer, none to our question, or not DNS',
    [
      query.chain((query) =>
        fc.tuple(
          fc.constant(query),
          fc.oneof(bytes(), mutated(fc.tuple(flags, records).map(([flags, all]) => response(query, flags, all)))),
        ),
      ),
    ],
    async ([query, all]) => {
      const outcome = await outcomeOf(() => readAnswer(all, query))
      if ('code' in outcome) return expect(outcome.code).toBe('not-dns')
      for (const { name, ttl, type, data } of outcome.value?.answers ?? []) {
        expect(name).toBe(normaliseName(name))
        expect(Number.isInteger(ttl)).toBe(true)
        expect(types).toContain(type)
        expect(data).toBeDefined()
      }
      expect(outcome.value?.explanation ?? '').toMatch(/^[\x20-\x7e…]*$/)
    },
  )

  property(
    'A server of ours replies to each question, and to nothing else',
    [
      fc.oneof(query.map(encodeQuery), bytes(), mutated(query.map(encodeQuery))),
      fc.constantFrom('udp' as const, 'tcp' as const),
    ],
    (all, by) => {
      const reply = replyTo(all, zones, by)
      if (reply) expect(dns.decode(reply)).toMatchObject({ id: all.readUInt16BE(), type: 'response' })
    },
  )

  property('Messages come out of TCP as they went in', [fc.array(bytes())], (messages) => {
    expect(messagesIn([Buffer.concat(messages.map(framed))])).toEqual([messages, Buffer.alloc(0)])
  })

  property(
    'Any segmentation of the same bytes gives the same messages',
    [cut(mutated(bytes().map(framed)))],
    (pieces) => {
      expect(messagesIn(pieces)).toEqual(messagesIn([Buffer.concat(pieces)]))
    },
  )

  takesAnyLength(['\0', '\x01', '\xc0\x0c', '\x03com', '\xff', '\0\x01\0\x01'], (text) => {
    // what TCP can carry at most
    const start = Buffer.from('000180000001ffffffffffff', 'hex')
    const all = Buffer.concat([start, Buffer.from(text, 'latin1')]).subarray(0, 0xffff)
    readAnswer(all, { id: 1, name: 'example.org', type: 'A' })
  })
})

describe('Domain names', () => {
  property('A name that can be asked for stays what it is', [fc.domain()], (name) => {
    expect(queryName(name.toUpperCase())).toBe(name.toLowerCase())
    expect(queryName(`${name}.`)).toBe(name.toLowerCase())
  })

  const tokens = ['.', 'a', 'ü', '-', 'xn--', '\0', ' ', 'A'.repeat(63), '。', '\u{1f600}', '_']
  property('Whatever is written is a name that DNS can carry, or wrong usage', [soup(tokens)], async (text) => {
    const outcome = await outcomeOf(() => queryName(text))
    if ('code' in outcome) return expect(outcome.code).toBe('usage')
    const name = outcome.value
    expect(queryName(name)).toBe(name)
    expect(encodeQuery({ id: 1, name, type: 'A' }).length).toBeLessThanOrEqual(12 + 255 + 4 + 11)
  })

  takesAnyLength(tokens, queryName)
})
