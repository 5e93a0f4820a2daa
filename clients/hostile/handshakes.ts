import { randomBytes } from 'node:crypto'
import { uint, vector } from '../../harness/hello/vectors.ts'
import { sslv2ClientHello } from '../../harness/hello/sslv2.ts'
import { hostile, type Meeting } from './hostile-client.ts'
import { upTo, usualHello } from './steps.ts'

/** Sends this where a ClientHello is due, and waits for the end. */
const instead = (bytes: () => Buffer) => async (meeting: Meeting) => {
  const peer = await upTo('invited', meeting)
  peer.send(bytes())
  await peer.ended()
}

const record = (type: number, fragment: Buffer) => Buffer.concat([Buffer.from([type, 3, 1]), vector(2, fragment)])

/** A ClientHello with an extension that nobody knows, of so many bytes. */
function hugeHello(length: number): Buffer {
  const extension = Buffer.concat([uint(2, 0xfafa), vector(2, randomBytes(length))])
  const usual = [uint(2, 0x0303), randomBytes(32), vector(1), vector(2, uint(2, 0xc02f)), vector(1, uint(1, 0))]
  const message = Buffer.concat([uint(1, 1), vector(3, ...usual, vector(2, extension))])
  const fragments = Array.from({ length: Math.ceil(message.length / 16_384) }, (_, i) =>
    message.subarray(i * 16_384, (i + 1) * 16_384),
  )
  return Buffer.concat(fragments.map((fragment) => record(22, fragment)))
}

const alert = (level: number, description: number) => record(21, Buffer.from([level, description]))

const refused = /handshake given up by our side|connection (closed|reset) in the handshake|TLS alert/

/** Clients whose handshakes are none. */
export const handshakes = hostile({ kind: 'handshake', told: refused }, [
  {
    name: 'garbage-in-a-record',
    does: 'sends random bytes in the record of a ClientHello',
    act: instead(() => record(22, randomBytes(400))),
  },
  {
    name: 'junk-for-ssl-2',
    does: 'sends a CLIENT-HELLO of SSL 2.0 with junk behind it',
    act: instead(() => Buffer.concat([sslv2ClientHello(), randomBytes(2000)])),
  },
  {
    name: 'oversized-record',
    does: 'sends a record that is longer than any may be',
    act: instead(() => record(22, randomBytes(65_535))),
  },
  {
    name: 'empty-records',
    does: 'sends records of a handshake with nothing in them, without end',
    told: /given up by our side|cut off/,
    act: async (meeting) => {
      const peer = await upTo('invited', meeting)
      await peer.pour(Buffer.concat(Array.from({ length: 1000 }, () => record(22, Buffer.alloc(0)))))
    },
  },
  {
    name: 'huge-hello',
    does: 'sends a ClientHello with 64 KB of extensions, and waits',
    told: /ended by us|given up by our side/,
    act: instead(() => hugeHello(65_000)),
  },
  {
    name: 'fatal-alert-first',
    does: 'sends a fatal alert where a ClientHello is due',
    act: instead(() => alert(2, 80)),
  },
  {
    name: 'warnings-behind-its-hello',
    does: 'sends 1,000 warnings behind its ClientHello',
    act: instead(() => Buffer.concat([usualHello(), ...Array.from({ length: 1000 }, () => alert(1, 100))])),
  },
  {
    name: 'finished-first',
    does: 'sends a Finished where a ClientHello is due',
    act: instead(() => record(22, Buffer.concat([uint(1, 20), vector(3, randomBytes(12))]))),
  },
  {
    name: 'data-first',
    does: 'sends application data where a ClientHello is due',
    act: instead(() => record(23, randomBytes(100))),
  },
])
