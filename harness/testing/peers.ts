import type net from 'node:net'
import { Peer } from '../peer.ts'
import { Recording, type Side } from '../recording.ts'
import { socketPair } from './socket-pair.ts'

/** A Peer on one end of a connection; on the other one a Peer, too, or the raw socket. Dispose it to close all. */
export interface Ends extends AsyncDisposable {
  client: Peer
  server: Peer
  /** the sockets under both, to do with them what a Peer never does */
  raw: { client: net.Socket; server: net.Socket }
  /** aborts what both wait for */
  stop: AbortController
}

/** A Peer on both ends. */
export async function peers(): Promise<Ends> {
  const raw = await socketPair()
  const stop = new AbortController()
  const client = peerOn(raw.client, 'C', stop.signal)
  const server = peerOn(raw.server, 'S', stop.signal)
  return { client, server, raw, stop, [Symbol.asyncDispose]: () => raw[Symbol.asyncDispose]() }
}

/** A Peer on the client's end; the server's end is a raw socket. */
export async function clientPeer(): Promise<Omit<Ends, 'server'>> {
  const raw = await socketPair()
  const stop = new AbortController()
  return {
    client: peerOn(raw.client, 'C', stop.signal),
    raw,
    stop,
    [Symbol.asyncDispose]: () => raw[Symbol.asyncDispose](),
  }
}

/** A Peer on the server's end; the client's end is a raw socket. */
export async function serverPeer(): Promise<Omit<Ends, 'client'>> {
  const raw = await socketPair()
  const stop = new AbortController()
  return {
    server: peerOn(raw.server, 'S', stop.signal),
    raw,
    stop,
    [Symbol.asyncDispose]: () => raw[Symbol.asyncDispose](),
  }
}

function peerOn(socket: net.Socket, side: Side, signal: AbortSignal): Peer {
  return new Peer(socket, { side, recording: new Recording(), signal })
}

/** What a dialogue shows of one side. */
export function heardBy({ recording }: Peer, side: Side): string[] {
  return recording
    .dialogue()
    .filter((line) => line.startsWith(`${side}: `))
    .map((line) => line.slice(3))
}
