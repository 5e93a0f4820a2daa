import net from 'node:net'
import { abortError, MailtlsError } from '../errors.ts'

/** Where to connect. `from` is the local address to connect from, where that matters. */
export interface Address {
  host: string
  port: number
  from?: string
}

/**
 * Opens a TCP connection, with Nagle off so that one write is one segment. All addresses of a name are tried.
 * The caller owns the socket. Throws `unresolvable`, `connection-refused`, `unreachable`, or what `signal` carries.
 */
export async function dial({ host, port, from }: Address, signal: AbortSignal): Promise<net.Socket> {
  if (signal.aborted) throw abortError(signal)
  const socket = net.connect({ host, port, localAddress: from, noDelay: true, allowHalfOpen: true })
  const abort = () => socket.destroy()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject).once('close', reject)
    })
    return socket
  } catch (cause) {
    if (signal.aborted) throw abortError(signal)
    throw connectError(cause, host, port)
  } finally {
    signal.removeEventListener('abort', abort)
    socket.removeAllListeners('error').removeAllListeners('close')
  }
}

function connectError(cause: unknown, host: string, port: number): MailtlsError {
  // several addresses tried: Node wraps their errors in an AggregateError
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  const code = first instanceof Error && 'code' in first ? String(first.code) : 'unknown error'
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`
  if (code === 'ECONNREFUSED') {
    return new MailtlsError('connection-refused', `expected a server at ${where}, but the port is closed`, { cause })
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new MailtlsError('unresolvable', `expected a host, but the name ${host} does not resolve (${code})`, {
      cause,
    })
  }
  return new MailtlsError('unreachable', `expected a server at ${where}, but connecting failed (${code})`, { cause })
}
