import dgram from 'node:dgram'
import { once } from 'node:events'
import net from 'node:net'
import * as dns from 'dns-packet'
import { describe, expect, test } from 'vitest'
import type { Listener } from '../subject.ts'
import { startDnsServer } from './dns-server.ts'
import { framed, unframed } from './framing.ts'
import { edns } from './message.ts'
import type { Zone, ZoneRecord } from './zone.ts'

const many: ZoneRecord[] = Array.from({ length: 60 }, (_, index) => {
  return { name: 'many.example.org', type: 'A', data: `192.0.2.${index}` }
})
const zones: Zone[] = [
  {
    origin: 'example.org',
    signed: true,
    records: [
      { name: 'mail.example.org', type: 'A', data: '192.0.2.1' },
      { name: 'away.example.org', type: 'CNAME', data: 'host.example.net' },
      ...many,
    ],
  },
  { origin: 'example.net', signed: false, records: [{ name: 'host.example.net', type: 'A', data: '192.0.2.2' }] },
]

function query(name: string, packet: dns.Packet = {}): Buffer {
  const flags = dns.RECURSION_DESIRED | dns.AUTHENTIC_DATA
  return dns.encode({ type: 'query', id: 7, flags, questions: [{ name, type: 'A' }], ...packet })
}

async function byUdp({ host, port }: Listener, message: Buffer): Promise<dns.DecodedPacket> {
  const socket = dgram.createSocket('udp4')
  socket.send(message, port, host)
  const [bytes] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  return dns.decode(bytes)
}

describe('A DNS server', () => {
  test('answers by UDP, with the question and its id', async () => {
    await using server = await startDnsServer({ zones })
    const reply = await byUdp(server, query('Mail.example.org'))
    expect(reply).toMatchObject({ id: 7, flag_qr: true, flag_rd: true, flag_ra: true, flag_tc: false })
    expect(reply.questions).toMatchObject([{ name: 'Mail.example.org', type: 'A' }])
    expect(reply.answers).toMatchObject([{ name: 'mail.example.org', data: '192.0.2.1', ttl: 300 }])
  })

  test('says of a name that it could not repeat that it is malformed', async () => {
    await using server = await startDnsServer({ zones })
    const [dot, space] = ['.', ' '].map((character) => character.charCodeAt(0))
    const dotted = query('a bc.example.org').map((byte) => (byte === space ? dot! : byte))
    expect(await byUdp(server, Buffer.from(dotted))).toMatchObject({ id: 7, rcode: 'FORMERR', questions: [] })
  })

  test('tells what it is asked, and serves what its zones hold by then', async () => {
    const asked: string[] = []
    const changing = [...zones]
    await using server = await startDnsServer({
      zones: changing,
      asked: ({ name, type }) => void asked.push(`${name} ${type}`),
    })
    expect((await byUdp(server, query('Mail.example.org'))).answers).toHaveLength(1)
    changing.length = 0
    expect((await byUdp(server, query('host.example.net'))).answers).toEqual([])
    expect(asked).toEqual(['mail.example.org A', 'host.example.net A'])
  })

  test('answers several questions on one TCP connection, wherever the segments end', async () => {
    await using server = await startDnsServer({ zones })
    const socket = net.connect(server.port, server.host)
    const both = Buffer.concat([framed(query('mail.example.org')), framed(query('many.example.org'))])
    for (const byte of both) socket.write(Buffer.from([byte]))
    let read: Buffer = Buffer.alloc(0)
    const replies: dns.DecodedPacket[] = []
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      read = Buffer.concat([read, chunk])
      for (let next = unframed(read); next; next = unframed(read)) {
        replies.push(dns.decode(next.message))
        read = next.rest
      }
      if (replies.length === 2) break
    }
    expect(replies.map(({ answers }) => answers?.length)).toEqual([1, 60])
  })

  test.each([
    ['a signed zone, asked with AD', 'mail.example.org', {}, true],
    ['a signed zone, asked with DO', 'mail.example.org', { flags: 0, additionals: [edns(1232)] }, true],
    ['a signed zone, asked with neither', 'mail.example.org', { flags: 0 }, false],
    ['a signed zone that has no such name', 'x.example.org', {}, true],
    ['an unsigned zone', 'host.example.net', {}, false],
    ['a signed zone and an unsigned one', 'away.example.org', {}, false],
    ['no zone', 'example.com', {}, false],
  ])('marks an answer from %s as authentic or not', async (_title, name, packet, authentic) => {
    await using server = await startDnsServer({ zones })
    expect((await byUdp(server, query(name, packet))).flag_ad).toBe(authentic)
  })

  test.each([
    ['512 bytes without EDNS', undefined, true],
    ['what EDNS says', 1900, true],
    ['as much as EDNS says', 4096, false],
    ['512 bytes at least', 10, true],
  ])('takes %s for the room in a datagram', async (_title, size, truncated) => {
    await using server = await startDnsServer({ zones })
    const reply = await byUdp(server, query('many.example.org', { additionals: size ? [edns(size)] : [] }))
    expect(reply.flag_tc).toBe(truncated)
    expect(reply.answers).toHaveLength(truncated ? 0 : 60)
  })

  test('says nothing to what is no query, and goes on', async () => {
    await using server = await startDnsServer({ zones })
    const socket = dgram.createSocket('udp4')
    for (const bytes of [
      Buffer.from('hello'),
      query('mail.example.org', { type: 'response' }),
      query('x', { questions: [] }),
    ]) {
      socket.send(bytes, server.port, server.host)
    }
    socket.close()
    expect((await byUdp(server, query('mail.example.org'))).answers).toHaveLength(1)
  })

  test('stops while a connection is open', async () => {
    const server = await startDnsServer({ zones })
    const socket = net.connect(server.port, server.host)
    await once(socket, 'connect')
    await server[Symbol.asyncDispose]()
    await once(socket, 'close')
    expect(socket.readableEnded).toBe(true)
  })

  test('takes the port that it is given', async () => {
    await using first = await startDnsServer({ zones })
    const { port } = first
    await expect(startDnsServer({ zones, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
