import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { SealedRecords } from '../../harness/testing/sealed-records.ts'
import { all, hostile, type Meeting } from './hostile-client.ts'
import { upTo, usualHello } from './steps.ts'
import { withSignatureOf } from './long-signature.ts'
import { words } from './words.ts'

const tls13 = { minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' } as const

/** Inside a session of TLS 1.3: sends what is sealed by hand, again and again. */
const pours =
  (next: (records: SealedRecords) => Buffer, times = Infinity) =>
  async (meeting: Meeting) => {
    const peer = await upTo('secured', meeting, tls13)
    const { secret, count } = peer.sealed
    const records = new SealedRecords(secret, count)
    await peer.pourBelow(() => next(records), times)
    await peer.wait()
  }

const some = (one: () => Buffer) => Buffer.concat(Array.from({ length: 100 }, one))

/** A TLS 1.2 engine in its own hands, once its handshake is done. */
async function engineOf({ host, port, signal, language, implicitTls }: Meeting): Promise<tls.TLSSocket> {
  const socket = net.connect({ host, port, signal }).on('error', () => {})
  const { hello, upgrade } = words[language]
  for (const line of implicitTls ? [] : ['', `${hello}\r\n`, `${upgrade}\r\n`]) {
    if (line !== '') socket.write(line)
    await once(socket, 'data')
  }
  const engine = tls.connect({ socket, rejectUnauthorized: false, maxVersion: 'TLSv1.2' }).on('error', () => {})
  await once(engine, 'secureConnect')
  return engine.resume()
}

/** Clients that turn hostile once TLS is running, or behind their login. */
export const sessions = hostile({ kind: 'session', told: /ended by us, since it hung/ }, [
  {
    name: 'key-updates',
    does: 'updates its TLS 1.3 key without end',
    told: /cut off|ended by us/,
    act: pours((records) => some(() => records.updateKey(false))),
  },
  {
    name: 'key-updates-requested',
    does: 'asks for TLS 1.3 key updates without end',
    told: /cut off|ended by us/,
    act: pours((records) => some(() => records.updateKey(true))),
  },
  {
    name: 'warnings-inside-tls',
    does: 'sends warnings without end inside TLS',
    told: /alert.*WARN|cut off/i,
    act: pours((records) => some(() => records.seal(21, Buffer.from([1, 90])))),
  },
  {
    name: 'empty-records-inside-tls',
    does: 'sends empty records without end inside TLS',
    told: /sends what is no TLS: \w+|cut off/,
    act: pours((records) => some(() => records.seal(23, Buffer.alloc(0)))),
  },
  {
    name: 'fatal-alert-inside-tls',
    does: 'sends a fatal alert instead of a command inside TLS',
    told: /TLS alert .*INTERNAL/i,
    act: pours((records) => records.seal(21, Buffer.from([2, 80])), 1),
  },
  {
    name: 'oversized-record-inside-tls',
    does: 'sends a record inside TLS that is longer than any may be',
    told: /sends what is no TLS: \w*TOO_LONG/,
    act: pours(() => Buffer.concat([Buffer.from([23, 3, 3, 0xff, 0xff]), Buffer.alloc(65_535)]), 1),
  },
  {
    name: 'tls-inside-tls',
    does: 'begins TLS once more inside TLS',
    told: /says ".*" inside TLS, ended by us/,
    act: async (meeting) => {
      const peer = await upTo('secured', meeting)
      peer.send(usualHello())
      await peer.wait()
    },
  },
  {
    name: 'renegotiations',
    does: 'renegotiates TLS 1.2 without end',
    told: /sends what is no TLS: ERR_TLS_SESSION_ATTACK/,
    act: async (meeting) => {
      const engine = await engineOf(meeting)
      const renegotiate = () => new Promise<void>((done) => void engine.renegotiate({}, () => done()))
      while (!engine.destroyed) await Promise.race([renegotiate(), once(engine, 'close')])
    },
  },
  {
    name: 'never-ends',
    does: 'does its task and stays',
    told: /ended by us, since it hung/,
    patch: {
      session: (Base) =>
        class extends Base {
          override async bye() {
            await this.peer.ended()
          }
        },
    },
  },
  {
    name: 'hangs-where-refused',
    does: 'does its task, and hangs wherever something is wrong',
    patch: {
      session: (Base) =>
        class extends Base {
          override async leave() {
            await this.peer.ended()
          }
        },
    },
  },
  {
    name: '16-mb-of-certificates',
    harmless: all,
    does: 'shows a chain of 16 MB where it is asked for a certificate',
    meets: ['rfc8314/client/client-certificate'],
    patch: {
      session: (Base) =>
        class extends Base {
          override tlsOptions() {
            const { cert, ...others } = super.tlsOptions()
            return cert ? { ...others, cert: `${String(cert)}${withSignatureOf(16_000_000, String(cert))}` } : others
          }
        },
    },
  },
])
