import { randomBytes } from 'node:crypto'
import { uint, vector } from '../../harness/hello/vectors.ts'
import { all, hostile, type HostilePatch } from './hostile.ts'
import { SealedRecords } from '../../harness/testing/sealed-records.ts'
import { at } from './steps.ts'

/** TLS 1.3 alone, with the one suite that the records made by hand are of. */
const tls13: HostilePatch = (Base) =>
  class extends Base {
    override tlsOptions() {
      return { ...super.tlsOptions(), minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' } as const
    }
  }

/** Inside a session of TLS 1.3, instead of answering: what goes below it, again and again. */
const pours =
  (next: (records: SealedRecords) => Buffer, times = Infinity): HostilePatch =>
  (Base) =>
    tls13(
      at.insideTls(async (server) => {
        const { secret, count } = server.peer.sealed
        const records = new SealedRecords(secret, count)
        await server.peer.pourBelow(() => next(records), times)
        await server.peer.wait()
      })(Base),
    )

const some = (one: () => Buffer, count = 100) => Buffer.concat(Array.from({ length: count }, one))

const ticket = Buffer.concat([
  uint(1, 4),
  vector(3, uint(4, 7200), uint(4, 1), vector(1, randomBytes(8)), vector(2, randomBytes(200)), vector(2)),
])

/** Servers that turn hostile once TLS is running. */
export const sessions = hostile({ kind: 'session', protocols: all, told: /ended \((refused|alert): ERR_SSL_/ }, [
  {
    name: 'key-updates',
    does: 'updates its TLS 1.3 key without end',
    told: /within \d+ ms/,
    patch: pours((records) => some(() => records.updateKey(false))),
  },
  {
    name: 'key-updates-requested',
    does: 'asks for TLS 1.3 key updates without end',
    told: /within \d+ ms/,
    patch: pours((records) => some(() => records.updateKey(true))),
  },
  {
    name: 'tickets',
    does: 'sends session tickets without end',
    told: /within \d+ ms/,
    patch: pours((records) => some(() => records.seal(22, ticket))),
  },
  {
    name: 'empty-records-inside-tls',
    does: 'sends empty records without end inside TLS',
    patch: pours((records) => some(() => records.seal(23, Buffer.alloc(0)))),
  },
  {
    name: 'warnings-inside-tls',
    does: 'sends user_canceled without end inside TLS',
    patch: pours((records) => some(() => records.seal(21, Buffer.from([1, 90])))),
  },
  {
    name: 'fatal-alert-inside-tls',
    does: 'sends a fatal alert instead of an answer inside TLS',
    patch: pours((records) => records.seal(21, Buffer.from([2, 80])), 1),
  },
  {
    name: 'unknown-record-inside-tls',
    does: 'sends a record of a type that nobody knows inside TLS',
    patch: pours((records) => records.seal(99, Buffer.from('what?')), 1),
  },
  {
    name: 'oversized-record-inside-tls',
    does: 'sends a record of 60,000 bytes inside TLS',
    patch: pours((records) => records.seal(23, Buffer.alloc(60_000)), 1),
  },
  {
    name: 'renegotiation',
    does: 'asks for another handshake without end (TLS 1.2)',
    told: /within \d+ ms/,
    patch: at.handshake(async ({ peer, settings }) => {
      const engine = await peer.serveByHand({ ...settings.tls, maxVersion: 'TLSv1.2' })
      engine.setMaxListeners(0)
      while (!engine.destroyed) {
        engine.renegotiate({}, () => {})
        await peer.pause(1)
      }
    }),
  },
  {
    name: 'forged-record',
    does: 'sends a record inside TLS that does not decrypt',
    patch: at.insideTls(async ({ peer }) => {
      await peer.pourBelow(() => Buffer.concat([Buffer.from([23, 3, 3, 0, 100]), randomBytes(100)]), 1)
      await peer.wait()
    }),
  },
  {
    name: 'half-a-record',
    does: 'closes in the middle of a record inside TLS',
    told: /ended \(fin\)/,
    patch: at.insideTls(async ({ peer }) => {
      await peer.pourBelow(() => Buffer.concat([Buffer.from([23, 3, 3, 0x10, 0]), randomBytes(100)]), 1)
      await peer.endTcp()
    }),
  },
  {
    name: 'tls-inside-tls',
    does: 'starts another TLS handshake inside TLS instead of an answer',
    told: /within \d+ ms after/,
    patch: at.insideTls(async (server) => {
      await server.peer.startTls(server.tlsOptions())
    }),
  },
  {
    name: 'hello-inside-tls',
    does: 'answers with TLS records inside TLS',
    told: /"\\x16\\x03\\x03/,
    patch: at.insideTls(({ peer }) => peer.pour(Buffer.concat([Buffer.from([22, 3, 3, 0x10, 0]), randomBytes(4096)]))),
  },
])
