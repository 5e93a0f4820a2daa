import { expect, test } from 'vitest'
import { clientPeer } from '../testing/peers.ts'
import { type HelloOffer, clientHello } from './client-hello.ts'
import { readClientHello } from './client-offer.ts'
import { sslv2ClientHello } from './sslv2.ts'
import { suiteByName } from './suites.ts'

const suites = [
  suiteByName('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'),
  suiteByName('TLS_RSA_WITH_RC4_128_SHA'),
  suiteByName('TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'),
]

function read(offer: Partial<HelloOffer> = {}) {
  const hello = readClientHello(clientHello({ version: 'TLSv1.2', suites, ...offer }))
  if (hello?.kind !== 'tls') throw new Error('expected a ClientHello of TLS')
  return hello
}

test('Suites are read in their order, and signals are none', () => {
  expect(read().suites).toEqual(suites)
})

test('The versions are those of the extension, else the one that is named', () => {
  expect(read({ version: 'TLSv1.1' }).versions).toEqual(['TLSv1.1'])
  expect(read({ version: 'TLSv1.3', supportedVersions: ['TLSv1.3', 'TLSv1.2'] }).versions).toEqual([
    'TLSv1.3',
    'TLSv1.2',
  ])
})

test('Server name, groups and encrypt_then_mac are read where they stand', () => {
  const groups = ['secp384r1', 'x25519'] as const
  expect(read({ serverName: 'mail.example.org', groups, encryptThenMac: true })).toMatchObject({
    serverName: 'mail.example.org',
    groups,
    encryptThenMac: true,
  })
  expect(read({ encryptThenMac: false })).not.toHaveProperty('serverName')
  expect(read({ encryptThenMac: false }).encryptThenMac).toBe(false)
})

test('A hello without extensions is read, too', () => {
  expect(read({ version: 'TLSv1', extensions: false })).toMatchObject({ versions: ['TLSv1'], groups: [] })
})

test('A hello may come in several records', () => {
  const hello = clientHello({ version: 'TLSv1.2', suites })
  const [head, rest] = [hello.subarray(5, 50), hello.subarray(50)]
  const record = (part: Buffer) => Buffer.concat([Buffer.from([22, 3, 1, 0, part.length]), part])
  expect(readClientHello(Buffer.concat([record(head), record(rest)]))).toMatchObject({ kind: 'tls', suites })
})

test('What is no hello, or not all of it, is none', () => {
  const hello = clientHello({ version: 'TLSv1.2', suites })
  const others = ['EHLO client\r\n', '\xf4\x80\x01 no hello of SSL 2.0'].map((text) => Buffer.from(text, 'latin1'))
  for (const bytes of [hello.subarray(0, -1), Buffer.alloc(0), Buffer.alloc(600, 22), ...others]) {
    expect(readClientHello(bytes)).toBeUndefined()
  }
})

test('A CLIENT-HELLO of SSL 2.0 asks for SSL 2.0, unless all that it lists is newer', () => {
  expect(readClientHello(sslv2ClientHello())).toEqual({ kind: 'sslv2', asks: true })
  const newer = Buffer.from('801c010301000300000010000035'.padEnd(60, '0'), 'hex')
  expect(readClientHello(newer)).toEqual({ kind: 'sslv2', asks: false })
})

test('OpenSSL offers what it is told to', async () => {
  await using ends = await clientPeer()
  const hello = new Promise<Buffer>((done) => ends.raw.server.once('data', done))
  void ends.client.startTls({ servername: 'mail.example.org', maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' })
  expect(readClientHello(await hello)).toMatchObject({
    kind: 'tls',
    serverName: 'mail.example.org',
    suites: [suiteByName('TLS_RSA_WITH_AES_128_CBC_SHA')],
  })
})
