import { setMaxListeners } from 'node:events'
import net from 'node:net'
import { MailtlsError } from '../../harness/errors.ts'
import { Peer } from '../../harness/peer.ts'
import { Recording } from '../../harness/recording.ts'
import type { ServerClass } from './line-server.ts'
import type { Settings } from './settings.ts'

/** A server that runs; dispose it to stop. */
export interface Listening extends AsyncDisposable {
  host: string
  port: number
}

/** Serves on an address of this machine, port 0 for a free one. Throws `set-up-failed` where the port cannot be had. */
export async function listen(
  Server: ServerClass,
  settings: Settings,
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {},
): Promise<Listening> {
  const stop = new AbortController()
  setMaxListeners(0, stop.signal) // one for each connection
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = new Peer(socket, { side: 'S', recording: new Recording(), signal: stop.signal })
    new Server(peer, settings).serve().catch((error: unknown) => {
      process.emitWarning(`the reference server failed: ${error instanceof Error ? error.stack : String(error)}`)
      peer.reset()
    })
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, host, resolve)
  await promise.catch((cause: unknown) => {
    throw new MailtlsError('set-up-failed', `expected to listen on ${host}:${port}, but ${(cause as Error).message}`, {
      cause,
    })
  })
  return {
    host,
    port: (server.address() as net.AddressInfo).port,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
