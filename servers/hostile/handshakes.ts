import { randomBytes } from 'node:crypto'
import { uint, vector } from '../../harness/hello/vectors.ts'
import { alert, serverHelloWithoutExtensions } from '../bugs/answering.ts'
import { all, hostile, type HostilePatch } from './hostile.ts'
import { at } from './steps.ts'

/** Answers the ClientHello with this, and waits. */
const answers = (bytes: () => Buffer): HostilePatch =>
  at.clientHello(async ({ peer }) => {
    peer.send(bytes())
    await peer.wait()
  })

/** Answers the ClientHello with this again and again, until the client has gone. */
const pours = (bytes: Buffer): HostilePatch => at.clientHello(({ peer }) => peer.pour(bytes))

const record = (type: number, body: Buffer, length = body.length) =>
  Buffer.concat([uint(1, type), uint(2, 0x0303), uint(2, length), body])
const message = (type: number, body: Buffer) => Buffer.concat([uint(1, type), vector(3, body)])
const many = (bytes: Buffer) => Buffer.concat(Array.from({ length: 1000 }, () => bytes))

/** A whole ServerHello of TLS 1.2. */
const hello = () => serverHelloWithoutExtensions(0x0303, 0xc02b)

/** Servers whose handshake is none. */
export const handshakes = hostile(
  {
    kind: 'handshake',
    protocols: all,
    told: /handshake|TLS alert|plaintext instead of TLS|no TLS|ClientHello/,
    breaks: /\/starttls-works$/,
  },
  [
    {
      name: 'tls-garbage',
      does: 'answers the ClientHello with random bytes',
      told: /handshake|plaintext instead of TLS|within|ClientHello|TLS/,
      patch: answers(() => Buffer.concat([Buffer.from([0xff]), randomBytes(4000)])),
    },
    {
      name: 'garbage-in-records',
      does: 'answers the ClientHello with a TLS record of random bytes',
      patch: answers(() => record(22, randomBytes(4000))),
    },
    {
      name: 'client-hello-back',
      does: 'sends the ClientHello back',
      patch: at.clientHello(async ({ peer }) => {
        peer.send(peer.lastRead)
        await peer.wait()
      }),
    },
    {
      name: 'alert-before-server-hello',
      does: 'answers the ClientHello with a fatal alert',
      told: /TLS alert fatal handshake_failure/,
      patch: answers(() => alert(40)),
    },
    {
      name: 'unknown-alert',
      does: 'answers the ClientHello with an alert that nobody knows',
      told: /TLS alert fatal alert \(222\)/,
      patch: answers(() => alert(222)),
    },
    {
      name: 'warnings-without-end',
      does: 'answers the ClientHello with warning alerts without end',
      patch: pours(many(Buffer.from([21, 3, 3, 0, 2, 1, 112]))),
    },
    {
      name: 'user-canceled-without-end',
      does: 'answers the ClientHello with user_canceled without end',
      patch: pours(many(Buffer.from([21, 3, 3, 0, 2, 1, 90]))),
    },
    {
      name: 'empty-records-without-end',
      does: 'answers the ClientHello with empty handshake records without end',
      patch: pours(many(record(22, Buffer.alloc(0)))),
    },
    {
      name: 'change-cipher-spec-without-end',
      does: 'answers the ClientHello with change_cipher_spec without end',
      patch: pours(many(record(20, Buffer.from([1])))),
    },
    {
      name: 'oversized-record',
      does: 'answers the ClientHello with a record of 65,535 bytes',
      patch: answers(() => record(22, randomBytes(0xffff))),
    },
    {
      name: 'record-that-stops',
      does: 'announces a record of 16 kB, sends 100 bytes of it, and closes',
      patch: at.clientHello(async ({ peer }) => {
        peer.send(record(22, randomBytes(100), 16_384))
        await peer.endTcp()
      }),
    },
    {
      name: 'message-without-end',
      does: 'sends a handshake message of 16 MB',
      patch: at.clientHello(async ({ peer }) => {
        peer.send(Buffer.concat([hello(), record(22, Buffer.from([11, 0xff, 0xff, 0xff]))]))
        await peer.pour(record(22, Buffer.alloc(16_000)))
      }),
    },
    {
      name: 'server-hello-twice',
      does: 'sends its ServerHello twice',
      told: /UNEXPECTED_MESSAGE/,
      patch: answers(() => Buffer.concat([hello(), hello()])),
    },
    {
      name: 'server-hello-without-end',
      does: 'sends ServerHello messages without end',
      patch: at.clientHello(({ peer }) => peer.pour(many(hello()))),
    },
    {
      name: 'certificate-that-is-none',
      does: 'shows a certificate that does not parse',
      told: /ERR_SSL_(?!UNSAFE)/,
      patch: answers(() => Buffer.concat([hello(), record(22, message(11, vector(3, vector(3, randomBytes(500)))))])),
    },
    {
      name: 'application-data-first',
      does: 'sends application data before any handshake',
      patch: answers(() => record(23, randomBytes(100))),
    },
    {
      name: 'text-in-a-record',
      does: 'answers the ClientHello with its greeting in a TLS record',
      patch: answers(() => record(22, Buffer.from('220 hello\r\n'))),
    },
  ],
)
