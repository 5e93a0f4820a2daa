import tls from 'node:tls'
import type { Peer } from '../../harness/peer.ts'
import { TlsDuplex } from '../../harness/wire/tls-duplex.ts'
import type { ServerTls } from '../../harness/wire/tls-session.ts'

/** Reads a ClientHello; the records that answer it, which are not sent: to cut them, or to send only them. Empty where none is one. */
export async function firstFlight(peer: Peer, options: ServerTls): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  const duplex = new TlsDuplex(resolve)
  const engine = new tls.TLSSocket(duplex, { ...options, isServer: true })
  engine.on('error', () => resolve(Buffer.alloc(0)))
  duplex.push(await peer.bytes())
  const flight = await promise
  engine.destroy()
  return flight
}
