import { once } from 'node:events'
import net from 'node:net'

/** The two ends of one TCP connection on loopback, both raw. Dispose it to destroy them. */
export interface SocketPair extends AsyncDisposable {
  client: net.Socket
  server: net.Socket
}

/** Connects two sockets of this process, with Nagle off, and half-open as the harness has them. */
export async function socketPair(): Promise<SocketPair> {
  const listener = net.createServer({ allowHalfOpen: true, noDelay: true }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as net.AddressInfo
  const client = net.connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true })
  const [[server]] = (await Promise.all([once(listener, 'connection'), once(client, 'connect')])) as [[net.Socket], []]
  listener.close()
  // a fault that a test makes on purpose is seen by whoever holds the other end
  for (const socket of [client, server]) socket.on('error', () => {})
  return {
    client,
    server,
    async [Symbol.asyncDispose]() {
      for (const socket of [client, server]) {
        if (socket.closed) continue
        const closed = once(socket, 'close')
        socket.destroy()
        await closed
      }
    },
  }
}

/** Reads a raw socket until what came satisfies `enough`, or to its end. */
export async function readUntil(socket: net.Socket, enough: (bytes: Buffer) => boolean): Promise<Buffer> {
  let bytes = Buffer.alloc(0)
  const { promise, resolve } = Promise.withResolvers<void>()
  const take = (more: Buffer) => {
    bytes = Buffer.concat([bytes, more])
    if (enough(bytes)) resolve()
  }
  socket.on('data', take).once('end', resolve).once('close', resolve)
  await promise
  socket.off('data', take)
  return bytes
}

/** Reads a raw socket to its end. */
export async function readAll(socket: net.Socket): Promise<Buffer> {
  return await readUntil(socket, () => false)
}
