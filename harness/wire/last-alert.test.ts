import { once } from 'node:events'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { LastAlert } from './last-alert.ts'
import { TlsDuplex } from './tls-duplex.ts'
import { closeNotify, RecordReader } from './tls-records.ts'

test.for(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'])(
  'Of all records of both sides under %s, the last of each is a close alert',
  async (ciphers) => {
    const sent: Record<'C' | 'S', Buffer[]> = { C: [], S: [] }
    const carry = (side: 'C' | 'S', to: () => TlsDuplex) => (bytes: Buffer) => {
      sent[side].push(bytes)
      setImmediate(() => to().push(bytes))
    }
    const below: TlsDuplex = new TlsDuplex(carry('C', () => behind))
    const behind: TlsDuplex = new TlsDuplex(carry('S', () => below))
    const readers = { C: new LastAlert('C'), S: new LastAlert('S') }
    const secureContext = tls.createSecureContext(await serverIdentity())
    const server = new tls.TLSSocket(behind, { isServer: true, secureContext })
    const client = tls.connect({ socket: below, ciphers, minVersion: 'TLSv1.3', rejectUnauthorized: false })
    client.on('keylog', (line: Buffer) => Object.values(readers).forEach((reader) => reader.keyLog(line)))
    await once(client, 'secureConnect')
    server.resume().end('* BYE\r\n')
    client.resume().end('a LOGOUT\r\n')
    await Promise.all([once(client, 'end'), once(server, 'end')])
    for (const side of ['C', 'S'] as const) {
      const records = new RecordReader()
        .read(Buffer.concat(sent[side]))
        .flatMap((piece) => ('tls' in piece ? [piece.tls] : []))
      const alerts = records.map((record) => {
        readers[side].sent(record)
        return readers[side].read(ciphers)
      })
      expect(alerts.pop()).toBe(closeNotify)
      expect(alerts.filter((alert) => alert !== undefined)).toEqual([])
      expect(alerts.length).toBeGreaterThan(2)
    }
  },
)

test('What is too short to be sealed is no alert', () => {
  const reader = new LastAlert('C')
  reader.keyLog(Buffer.from(`CLIENT_TRAFFIC_SECRET_0 00 ${'00'.repeat(32)}\n`))
  for (let length = 0; length < 30; length++) {
    const record = Buffer.concat([Buffer.from([23, 3, 3, 0, length]), Buffer.alloc(length)])
    reader.sent(record)
    expect(reader.read('TLS_AES_128_GCM_SHA256')).toBeUndefined()
  }
})
