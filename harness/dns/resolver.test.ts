import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as dns from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { foldersForTests } from '../testing/folders.ts'
import { startDnsServer } from './dns-server.ts'
import { Resolver, systemResolver } from './resolver.ts'
import { answerWith, ask, never, respond, startResolver, zone } from './testing/resolvers.ts'
import type { Zone, ZoneRecord } from './zone.ts'

const everyType: ZoneRecord[] = [
  { name: 'example.org', type: 'A', data: '192.0.2.1' },
  { name: 'example.org', type: 'AAAA', data: '2001:db8::1' },
  { name: 'example.org', type: 'NS', data: 'ns.example.org' },
  { name: 'example.org', type: 'MX', data: { preference: 10, exchange: 'mx.example.org' } },
  { name: 'example.org', type: 'SRV', data: { priority: 1, weight: 2, port: 993, target: 'imap.example.org' } },
  { name: 'example.org', type: 'TLSA', data: { usage: 3, selector: 1, matchingType: 1, association: 'ab'.repeat(32) } },
  { name: 'example.org', type: 'DNSKEY', data: { flags: 257, algorithm: 13, key: 'cd'.repeat(64) } },
  { name: 'example.org', type: 'DS', data: { keyTag: 5, algorithm: 13, digestType: 2, digest: 'ef'.repeat(32) } },
  { name: 'example.org', type: 'SOA', data: { mname: 'ns.example.org', rname: 'me.example.org', serial: 9 } },
]

describe('A resolver', () => {
  test.each(everyType)('gives $type records', async ({ type, data }) => {
    await using server = await startResolver([zone(everyType)])
    const answer = await server.resolver.query('Example.org.', type, never)
    expect(answer).toEqual({
      outcome: 'found',
      records: [{ data, ttl: 300 }],
      authenticated: true,
      canonicalName: 'example.org',
      aliased: false,
    })
  })

  test('gives names in lower case', async () => {
    const record: ZoneRecord = { name: 'example.org', type: 'MX', data: { preference: 0, exchange: 'MX.Example.ORG' } }
    await using server = await startResolver([zone([record])])
    const { records } = await server.resolver.query('example.org', 'MX', never)
    expect(records).toMatchObject([{ data: { preference: 0, exchange: 'mx.example.org' } }])
  })

  test.each([
    ['nothing of a type', 'example.org', 'no-data'],
    ['no such name', 'x.example.org', 'no-such-name'],
  ])('tells that there is %s, and whether that is signed', async (_title, name, outcome) => {
    for (const signed of [true, false]) {
      await using server = await startResolver([zone([], { signed })])
      const answer = await server.resolver.query(name, 'MX', never)
      expect(answer).toMatchObject({ outcome, records: [], authenticated: signed })
    }
  })

  test('asks with recursion, AD and DO, by a new id each time', async () => {
    const queries: dns.DecodedPacket[] = []
    using server = await answerWith((query) => {
      queries.push(query)
      return respond(query)
    })
    for (let count = 0; count < 20; count++) await ask(server)
    for (const query of queries) {
      expect(query).toMatchObject({ flag_rd: true, flag_ad: true, flag_cd: false })
      expect(query.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232, flag_do: true }])
    }
    expect(new Set(queries.map(({ id }) => id)).size).toBeGreaterThan(15)
  })

  test('passes over the signatures beside the records', async () => {
    using server = await answerWith((query) =>
      respond(query, {
        answers: [
          { name: 'example.org', type: 'A', ttl: 1, data: '192.0.2.1' },
          { name: 'example.org', type: 'RRSIG', data: rrsig() },
          { name: 'example.org', type: 'A', class: 'CH', data: '192.0.2.2' },
          { name: 'other.example', type: 'A', data: '192.0.2.3' },
        ],
      }),
    )
    expect(await ask(server)).toMatchObject({ records: [{ data: '192.0.2.1', ttl: 1 }], authenticated: false })
  })

  test('asks again where a datagram is lost', async () => {
    using server = await answerWith((query, number) => (number === 1 ? undefined : respond(query)))
    expect(await ask(server, 'example.org', 'A', 4000)).toMatchObject({ outcome: 'no-data' })
  })

  test.each<[string, (query: dns.DecodedPacket) => dns.Packet]>([
    ['an answer with another id', ({ id }) => ({ id: id! ^ 1 })],
    ['an answer about another name', () => ({ questions: [{ name: 'example.net', type: 'A' }] })],
    ['an answer about another type', () => ({ questions: [{ name: 'example.org', type: 'MX' }] })],
    ['an answer about nothing', () => ({ questions: [] })],
    ['its own question', () => ({ type: 'query' })],
  ])('passes over %s', async (_title, stray) => {
    const answers: dns.Answer[] = [{ name: 'example.org', type: 'A', data: '192.0.2.1' }]
    using server = await answerWith((query, number) => respond(query, number === 1 ? stray(query) : { answers }))
    expect(await ask(server, 'example.org', 'A', 4000)).toMatchObject({ outcome: 'found' })
  })

  test('asks by TCP for what does not fit into a datagram', async () => {
    const records = Array.from({ length: 200 }, (_, index): ZoneRecord => {
      return { name: 'example.org', type: 'A', data: `192.0.2.${index}` }
    })
    await using server = await startResolver([zone(records)])
    expect((await server.resolver.query('example.org', 'A', never)).records).toHaveLength(200)
  })

  test('reaches a server by IPv6', async () => {
    await using server = await startDnsServer({ zones: [zone(everyType)], host: '::1' })
    expect(await ask(server)).toMatchObject({ outcome: 'found' })
  })
})

describe('An alias', () => {
  const www: ZoneRecord = { name: 'www.example.org', type: 'CNAME', data: 'example.net' }
  const net: Zone = { origin: 'example.net', signed: false, records: [] }

  test('is followed to what it leads to', async () => {
    await using server = await startResolver([
      zone([www]),
      { ...net, records: [{ ...www, name: 'example.net', type: 'A', data: '192.0.2.9' }] },
    ])
    expect(await server.resolver.query('www.example.org', 'A', never)).toEqual({
      outcome: 'found',
      records: [{ data: '192.0.2.9', ttl: 300 }],
      authenticated: false,
      canonicalName: 'example.net',
      aliased: true,
    })
  })

  test.each([
    ['nothing of a type', net, 'no-data'],
    ['no name', { ...net, origin: '.' }, 'no-such-name'],
  ])('may lead to %s', async (_title, other, outcome) => {
    await using server = await startResolver([zone([www]), other])
    const answer = await server.resolver.query('www.example.org', 'A', never)
    expect(answer).toMatchObject({ outcome, records: [], canonicalName: 'example.net', aliased: true })
  })

  test('is the answer where it was asked for', async () => {
    await using server = await startResolver([zone([www])])
    const answer = await server.resolver.query('www.example.org', 'CNAME', never)
    expect(answer).toMatchObject({ records: [{ data: 'example.net' }], aliased: false })
  })

  test('is asked for again where an answer ends with it, and all answers must be authentic', async () => {
    const yes = dns.RECURSION_AVAILABLE | dns.AUTHENTIC_DATA
    const no = dns.RECURSION_AVAILABLE
    for (const [first, second] of [
      [yes, yes],
      [yes, no],
      [no, yes],
    ] as const) {
      using server = await answerWith((query, number) => {
        const alias: dns.Answer[] = [{ name: 'www.example.org', type: 'CNAME', data: 'example.net' }]
        const address: dns.Answer[] = [{ name: 'example.net', type: 'A', data: '192.0.2.9' }]
        return number === 1
          ? respond(query, { answers: alias, flags: first })
          : respond(query, { answers: address, flags: second })
      })
      const authenticated = first === yes && second === yes
      const answer = await ask(server, 'www.example.org')
      expect(answer).toMatchObject({ outcome: 'found', canonicalName: 'example.net', authenticated })
    }
  })

  test('that leads to itself is told', async () => {
    const records: ZoneRecord[] = [
      { name: 'a.example.org', type: 'CNAME', data: 'b.example.org' },
      { name: 'b.example.org', type: 'CNAME', data: 'a.example.org' },
    ]
    await using server = await startResolver([zone(records)])
    await expect(server.resolver.query('a.example.org', 'A', never)).rejects.toMatchObject({
      code: 'dns-loop',
      message: expect.stringContaining('a.example.org → b.example.org → a.example.org'),
    })
  })

  test('of an alias, sixteen times over, is followed; more are not', async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index): ZoneRecord => {
        return { name: `${index}.example.org`, type: 'CNAME', data: `${index + 1}.example.org` }
      })
    await using short = await startResolver([zone(chain(16))])
    expect(await short.resolver.query('0.example.org', 'A', never)).toMatchObject({ canonicalName: '16.example.org' })
    await using long = await startResolver([zone(chain(17))])
    await expect(long.resolver.query('0.example.org', 'A', never)).rejects.toMatchObject({ code: 'dns-loop' })
  })
})

describe("The system's resolver", () => {
  const newFolder = foldersForTests()

  async function withFile(text: string) {
    const file = join(newFolder(), 'resolv.conf')
    await writeFile(file, text)
    return await systemResolver({ file, timeoutMs: 100 })
  }

  test('is the first that is named, and nobody vouches for it', async () => {
    const resolver = await withFile('# nameserver 192.0.2.9\nsearch x\nnameserver  ::1\nnameserver 192.0.2.2\n')
    expect(resolver).toMatchObject({ host: '::1', port: 53, timeoutMs: 100, vouched: false })
  })

  test('one that the user names is vouched for', () => {
    expect(new Resolver({ host: '192.0.2.1' })).toMatchObject({ port: 53, timeoutMs: 5000, vouched: true })
  })

  test('is missing where none is named', async () => {
    await expect(withFile('search x\n')).rejects.toMatchObject({ code: 'usage' })
    await expect(systemResolver({ file: '/nowhere/resolv.conf' })).rejects.toMatchObject({ code: 'usage' })
  })
})

function rrsig(): dns.RrsigData {
  const numbers = { algorithm: 13, labels: 2, originalTTL: 1, expiration: 2, inception: 1, keyTag: 1 }
  return { typeCovered: 'A', ...numbers, signersName: 'example.org', signature: Buffer.alloc(64) }
}
