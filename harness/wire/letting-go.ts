import type net from 'node:net'

/** Waits until a socket has closed, or until the other side has ended its half where that will do. */
export async function gone(socket: net.Socket, orEnded?: 'end'): Promise<void> {
  if (socket.closed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.once('close', () => resolve())
  if (orEnded) socket.once(orEnded, () => resolve())
  await promise
}

/** Destroys a socket that does not close by itself in time: one who never reads must not hold up whoever lets go of it. */
export function destroyAfter(socket: net.Socket, ms: number): void {
  if (socket.closed) return
  const timer = setTimeout(() => socket.destroy(), ms)
  socket.once('close', () => clearTimeout(timer))
}

/** Resets a connection (RST). While a FIN is on its way out, Node cannot, and would never close it: then it is destroyed. */
export function reset(socket: net.Socket): void {
  if (socket.writableEnded && socket.writableLength === 0 && !socket.writableFinished) socket.destroy()
  else socket.resetAndDestroy()
}
