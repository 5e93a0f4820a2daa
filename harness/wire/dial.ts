import type { LookupFunction } from 'node:net'
import net from 'node:net'
import { abortError, MailtlsError } from '../errors.ts'
import { hostAndPort } from '../subject.ts'

/**
 * Where to connect. `addresses` are the host's, where they are known already; `from` is the local address to connect
 * from, where that matters.
 */
export interface Address {
  host: string
  port: number
  addresses?: readonly string[]
  from?: string
}

/**
 * Opens a TCP connection, with Nagle off so that one write is one segment. All addresses of a name are tried.
 * The caller owns the socket. Throws `unresolvable`, `connection-refused`, `unreachable`, `closed-before-greeting` where
 * it was reset before we could look, or what `signal` carries.
 */
export async function dial({ host, port, addresses, from }: Address, signal: AbortSignal): Promise<net.Socket> {
  if (signal.aborted) throw abortError(signal)
  if (addresses?.length === 0) throw new MailtlsError('unresolvable', `expected a host, but ${host} has no address`)
  // a local address decides the family of the remote one
  const family = net.isIP(from ?? '')
  const lookup = addresses && known(addresses)
  const socket = net.connect({ host, port, family, lookup, localAddress: from, noDelay: true, allowHalfOpen: true })
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

/** Looks nothing up. */
function known(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: net.isIP(address) }))
  return (_host, options, found) => {
    if (options.all) found(null, all)
    else found(null, all[0]!.address, all[0]!.family)
  }
}

/** Says why a connection could not be had. Where several addresses were tried, a port that is closed says most. */
export function connectError(cause: unknown, host: string, port: number): MailtlsError {
  const errors: unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
  const codes = errors.map((each) => (each instanceof Error && 'code' in each ? String(each.code) : 'unknown error'))
  const code = codes.find((each) => each === 'ECONNREFUSED') ?? codes[0]
  const where = hostAndPort({ host, port })
  if (code === 'ECONNREFUSED') {
    return new MailtlsError('connection-refused', `expected a server at ${where}, but the port is closed`, { cause })
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new MailtlsError('unresolvable', `expected a host, but the name ${host} does not resolve (${code})`, {
      cause,
    })
  }
  if (code === 'ECONNRESET') {
    return new MailtlsError(
      'closed-before-greeting',
      `expected a greeting from ${where}, but it reset the connection`,
      {
        cause,
      },
    )
  }
  return new MailtlsError('unreachable', `expected a server at ${where}, but connecting failed (${code})`, { cause })
}
