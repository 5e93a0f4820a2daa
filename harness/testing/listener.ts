import { once } from 'node:events'
import net from 'node:net'
import type { Listener } from '../subject.ts'
import { socketPair } from './socket-pair.ts'

/** A TCP server of a test; dispose it to end all its connections. */
export interface TestListener extends Listener, AsyncDisposable {
  /** how many connections it has taken */
  readonly taken: number
}

/** Listens on loopback and hands each connection to `serve`, with its number, counted from 1. */
export async function listenWith(
  serve: (socket: net.Socket, number: number) => void,
  host = '127.0.0.1',
): Promise<TestListener> {
  const open = new Set<net.Socket>()
  let taken = 0
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
    serve(socket, ++taken)
  })
  server.listen(0, host)
  await once(server, 'listening')
  return {
    host,
    port: (server.address() as net.AddressInfo).port,
    get taken() {
      return taken
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** A port of loopback where nobody listens, nor will while this process lives. */
export async function closedPort(): Promise<Listener> {
  // a connection that outlives its listener keeps the port from all who ask the system for a free one
  const { client, server } = await socketPair()
  for (const socket of [client, server]) socket.unref()
  return { host: server.localAddress!, port: server.localPort! }
}
