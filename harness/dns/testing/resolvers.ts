import dgram from 'node:dgram'
import { once } from 'node:events'
import * as dns from 'dns-packet'
import type { Listener } from '../../subject.ts'
import { startDnsServer } from '../dns-server.ts'
import type { RecordType } from '../records.ts'
import { Resolver } from '../resolver.ts'
import type { Zone, ZoneRecord } from '../zone.ts'

/** A signal that never ends anything. */
export const never: AbortSignal = new AbortController().signal

/** example.org, signed unless `more` says otherwise. */
export function zone(records: ZoneRecord[], more: Partial<Zone> = {}): Zone {
  return { origin: 'example.org', signed: true, records, ...more }
}

/** A resolver of ours before a server of these zones. */
export async function startResolver(zones: Zone[], timeoutMs = 5000) {
  const server = await startDnsServer({ zones })
  const resolver = new Resolver({ host: server.host, port: server.port, timeoutMs })
  return { resolver, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** A resolver whose datagrams are answered by hand: the reply to the n-th query, counted from 1. */
export async function answerWith(reply: (query: dns.DecodedPacket, number: number) => Buffer | undefined) {
  const socket = dgram.createSocket('udp4')
  let count = 0
  socket.on('message', (bytes, from) => {
    const message = reply(dns.decode(bytes), ++count)
    if (message) socket.send(message, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { host: '127.0.0.1', port: socket.address().port, [Symbol.dispose]: () => void socket.close() }
}

/** An answer to a query, with nothing in it unless `packet` says otherwise. */
export function respond({ id, questions }: dns.DecodedPacket, packet: dns.Packet = {}): Buffer {
  return dns.encode({ type: 'response', id, questions, flags: dns.RECURSION_AVAILABLE, ...packet })
}

/** Asks a resolver at this address. */
export function ask({ host, port }: Listener, name = 'example.org', type: RecordType = 'A', timeoutMs = 5000) {
  return new Resolver({ host, port, timeoutMs }).query(name, type, never)
}
