import { expect, test } from 'vitest'
import { createAuthority } from '../../certs/authority.ts'
import { clientHello } from '../../harness/hello/client-hello.ts'
import { suiteByName } from '../../harness/hello/suites.ts'
import { Recording } from '../../harness/recording.ts'
import { socketPair } from '../../harness/testing/socket-pair.ts'
import { WatchedPeer } from './watched-peer.ts'

const hello = clientHello({
  version: 'TLSv1.2',
  suites: [suiteByName('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256')],
})
const alert = Buffer.from([21, 3, 3, 0, 2, 2, 80])

/** The lines that follow a ClientHello which is ignored, where the client sends these segments. */
async function linesBehind(segments: readonly Buffer[], lines: number): Promise<string[]> {
  await using pair = await socketPair()
  await using peer = new WatchedPeer(pair.server, {
    side: 'S',
    recording: new Recording(),
    signal: AbortSignal.timeout(2000),
  })
  const read = (async () => {
    await peer.ignoreHello()
    const all: string[] = []
    while (all.length < lines) all.push(await peer.line())
    return all
  })()
  for (const segment of segments) {
    const heard = peer.recording.events.length
    pair.client.write(segment)
    while (peer.recording.events.length === heard) await new Promise(setImmediate)
  }
  return await read
}

test('A ClientHello that is ignored may come in several segments: the rest of it is no word of the client', async () => {
  const segments = [hello.subarray(0, 2), hello.subarray(2, 60), hello.subarray(60), Buffer.from('QUIT\r\n')]
  expect(await linesBehind(segments, 1)).toEqual(['QUIT'])
})

test('What a client says in TLS about a handshake that was not run is no line, in however many segments it comes', async () => {
  const segments = [hello, alert.subarray(0, 3), alert.subarray(3), Buffer.from('QUIT\r\n')]
  expect(await linesBehind(segments, 1)).toEqual(['QUIT'])
})

test('Where hellos are passed over, each that comes where a line is due is, in however many segments it comes', async () => {
  await using pair = await socketPair()
  const signal = AbortSignal.timeout(2000)
  await using peer = new WatchedPeer(pair.server, { side: 'S', recording: new Recording(), signal })
  peer.ignoresHellos = true
  pair.client.write(Buffer.concat([Buffer.from('NOOP\r\n'), hello.subarray(0, 90)]))
  expect(await peer.line()).toBe('NOOP')
  const next = peer.line()
  pair.client.write(Buffer.concat([hello.subarray(90), alert]))
  pair.client.write(Buffer.concat([hello, Buffer.from('QUIT\r\n')]))
  expect(await next).toBe('QUIT')
})

test('What comes in the place of a ClientHello is met as a whole line, in however many segments it comes', async () => {
  await using pair = await socketPair()
  const recording = new Recording()
  await using peer = new WatchedPeer(pair.server, { side: 'S', recording, signal: AbortSignal.timeout(2000) })
  const outcome = peer.startTls(await createAuthority().then((authority) => authority.issue('valid')))
  for (const segment of ['m4 AUTHENT', 'ICATE PLAIN', '\r\n']) {
    const heard = recording.events.length
    pair.client.write(segment)
    while (recording.events.length === heard) await new Promise(setImmediate)
  }
  expect(await outcome).toMatchObject({ ok: false })
  const said = recording.events.flatMap((event) => (event.layer === 'plaintext' ? [event.data.toString()] : []))
  expect(said.join('')).toBe('m4 AUTHENTICATE PLAIN\r\n')
})
