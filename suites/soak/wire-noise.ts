import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type net from 'node:net'
import { Peer } from '../../harness/peer.ts'
import { Cutter, cut } from './cutting.ts'
import { Lane } from './lane.ts'
import { randomFrom } from './random.ts'
import { stretched, type Weather } from './weather.ts'

/** What befalls the connections of one run. */
export interface Noise {
  weather: Weather
  seed: string
  /** which end of them is ours */
  tester: 'client' | 'server'
}

const noises = new AsyncLocalStorage<Noise & { connections: number }>()

/** Does some work in this weather: all connections that it opens or takes have it. */
export async function inWeather<T>(noise: Noise, work: () => Promise<T>): Promise<T> {
  listenToSockets()
  return await noises.run({ ...noise, connections: 0 }, work)
}

let listening = false

/** Once for this thread; where no noise is made, nothing is changed. */
function listenToSockets(): void {
  if (listening) return
  listening = true
  for (const tester of ['client', 'server'] as const) {
    subscribe(`net.${tester}.socket`, (message) => {
      const { socket } = message as { socket: net.Socket }
      const noise = noises.getStore()
      // ours tell the two halves of a connection apart, those to an engine do not
      if (noise?.tester === tester && socket.allowHalfOpen) {
        disturb(socket, noise.weather, `${noise.seed} ${++noise.connections}`)
      }
    })
  }
  const usual = Object.getOwnPropertyDescriptor(Peer.prototype, 'pause')!.value as (
    this: Peer,
    ms: number,
  ) => Promise<void>
  Peer.prototype.pause = function (this: Peer, ms: number) {
    const noise = noises.getStore()
    return usual.call(this, noise ? stretched(ms, noise.weather) : ms)
  }
}

/**
 * Puts a network before our end of a connection: what comes is cut anywhere, both directions are delayed, and nothing is
 * lost or overtaken, the ends of TCP among it. What is written is taken at once, as a kernel does; writes in plaintext
 * arrive whole.
 */
function disturb(socket: net.Socket, weather: Weather, seed: string): void {
  const { pieces, jitterMs, latencyMs } = weather
  const random = randomFrom(seed)
  const cutter = new Cutter(pieces, random)
  const [incoming, outgoing] = [new Lane(), new Lane()]
  const jitter = () => random() ** 3 * jitterMs
  let writing = false
  const write = socket._write.bind(socket)
  const final = socket._final.bind(socket)
  const push = socket.push.bind(socket)
  const destroy = socket.destroy.bind(socket)
  let leaving = false
  const read = (bytes: Buffer | null) => {
    if (socket.destroyed || leaving) return
    push(bytes)
    if (bytes === null) socket.read(0)
  }

  socket.push = (bytes: Buffer | null) => {
    for (const piece of bytes === null ? [null] : cut(bytes, pieces, random)) {
      incoming.send(latencyMs + jitter(), () => read(piece))
    }
    return true
  }
  socket.destroy = (error?: Error & { syscall?: string }) => {
    // a reset came behind what was sent before it, also where a write of ours is what tells of it
    if (error?.syscall) incoming.send(latencyMs + jitter(), () => void destroy(error))
    else if (outgoing.empty) destroy(error)
    else {
      leaving = true
      outgoing.send(0, () => void destroy(error))
    }
    return socket
  }
  // each write by itself: two of them may be an attack in two segments
  socket._writev = undefined
  socket._write = (data: Buffer | string, encoding, done) => {
    const bytes = typeof data === 'string' ? Buffer.from(data, encoding) : data
    const [first, ...rest] = cutter.cut(bytes)
    const send = (ms: number | 'together', piece: Buffer) =>
      outgoing.send(ms, () => write(piece, 'buffer' as BufferEncoding, (error) => error && socket.destroy(error)))
    // what is written right behind something else comes right behind it
    if (first) send(writing ? 'together' : jitter(), first)
    for (const piece of rest) send(jitter(), piece)
    writing = true
    setImmediate(() => (writing = false))
    done()
  }
  socket._final = (done) => outgoing.send(jitter(), () => final(done))
}
