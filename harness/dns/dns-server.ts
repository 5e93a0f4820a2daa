import dgram from 'node:dgram'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { Listener } from '../subject.ts'
import { framed, unframed } from './framing.ts'
import { type Question, replyTo } from './reply.ts'
import type { Zone } from './zone.ts'

/** A DNS server of a test; dispose it to stop it. */
export interface DnsServer extends Listener, AsyncDisposable {}

export interface DnsServerOptions {
  /** what is served; it may change meanwhile */
  zones: Zone[]
  host?: string
  port?: number
  /** is told each question that comes */
  asked?: (question: Question) => void
}

/**
 * Serves zones by UDP and TCP on one port, as their authoritative servers and a validating resolver at once.
 * Names outside of them are refused.
 */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const { zones, host = '127.0.0.1', port = 0, asked } = options
  const open = new Set<net.Socket>()
  const tcp = net.createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
    serveTcp(socket, zones, asked)
  })
  tcp.listen(port, host)
  await once(tcp, 'listening')
  const bound = (tcp.address() as AddressInfo).port
  const udp = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4')
  udp.on('error', () => {}) // a reply that cannot be sent is lost, as datagrams are
  udp.on('message', (bytes, from) => {
    const reply = replyTo(bytes, zones, 'udp', asked)
    if (reply) udp.send(reply, from.port, from.address)
  })
  const stop = async () => {
    for (const socket of open) socket.destroy()
    await new Promise<void>((done) => tcp.close(() => done()))
  }
  try {
    udp.bind(bound, host)
    await once(udp, 'listening')
  } catch (error) {
    await stop()
    // the number was drawn for TCP; somebody may have it for UDP
    if (port === 0) return await startDnsServer(options)
    throw error
  }
  return {
    host,
    port: bound,
    async [Symbol.asyncDispose]() {
      udp.close()
      await stop()
    },
  }
}

function serveTcp(socket: net.Socket, zones: Zone[], asked: DnsServerOptions['asked']): void {
  let read: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk])
    for (let next = unframed(read); next; next = unframed(read)) {
      read = next.rest
      const reply = replyTo(next.message, zones, 'tcp', asked)
      if (reply) socket.write(framed(reply))
    }
  })
}
