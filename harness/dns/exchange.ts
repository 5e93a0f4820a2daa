import dgram from 'node:dgram'
import { isIPv6, type Socket } from 'node:net'
import { within } from '../deadline.ts'
import { isMailtlsError, MailtlsError } from '../errors.ts'
import type { Listener } from '../subject.ts'
import { connectError, dial } from '../wire/dial.ts'
import { framed, unframed } from './framing.ts'
import { encodeQuery, type Message, type Query, readAnswer } from './message.ts'

/**
 * Asks by UDP, and again where a datagram may be lost, at each of these times in ms. Answers to other questions are
 * passed over. Throws `connection-refused`, `unreachable`, `unresolvable`, `not-dns`, or what `signal` carries.
 */
export async function overUdp(
  { host, port }: Listener,
  query: Query,
  sendAt: number[],
  signal: AbortSignal,
): Promise<Message> {
  const socket = dgram.createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  const { promise, resolve, reject } = Promise.withResolvers<Message>()
  let timers: NodeJS.Timeout[] = []
  let strays = 0
  socket.on('error', (cause) => reject(connectError(cause, host, port)))
  socket.on('message', (bytes) => {
    try {
      const message = readAnswer(bytes, query)
      if (message) resolve(message)
      else strays += 1
    } catch (error) {
      reject(error)
    }
  })
  // a connected socket takes datagrams from nobody else, and learns that a port is closed
  socket.connect(port, host, (cause?: Error | null) => {
    if (cause) reject(connectError(cause, host, port))
    else if (!signal.aborted) timers = sendAt.map((ms) => setTimeout(() => socket.send(encodeQuery(query)), ms))
  })
  try {
    return await within(signal, () => promise)
  } catch (error) {
    if (strays > 0 && isMailtlsError(error, 'deadline')) throw strayError(query)
    throw error
  } finally {
    for (const timer of timers) clearTimeout(timer)
    socket.close()
  }
}

/**
 * Asks by TCP. Throws `connection-refused`, `unreachable`, `unresolvable`, `ended` where there was no whole answer,
 * `not-dns`, or what `signal` carries.
 */
export async function overTcp(listener: Listener, query: Query, signal: AbortSignal): Promise<Message> {
  const socket = await dial(listener, signal)
  try {
    socket.write(framed(encodeQuery(query)))
    const message = readAnswer(await within(signal, () => readMessage(socket)), query)
    if (!message) throw strayError(query)
    return message
  } finally {
    socket.destroy()
  }
}

async function readMessage(socket: Socket): Promise<Buffer> {
  let read: Buffer = Buffer.alloc(0)
  const ended = (cause?: unknown) =>
    new MailtlsError('ended', `expected a DNS message by TCP, found an end after ${read.length} bytes`, { cause })
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      read = Buffer.concat([read, chunk])
      const whole = unframed(read)
      if (whole) return whole.message
    }
  } catch (cause) {
    throw ended(cause)
  }
  throw ended()
}

function strayError({ name, type }: Query): MailtlsError {
  return new MailtlsError('not-dns', `expected an answer about ${name} ${type}, found answers to other questions only`)
}
