import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { testAuthority } from '../testing/identity.ts'
import { clientPeer } from '../testing/peers.ts'
import { rawTlsServer } from '../testing/raw-tls.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { clientHello, type HelloOffer } from './client-hello.ts'
import { sslv2ClientHello } from './sslv2.ts'
import { suiteByName, suiteGroups } from './suites.ts'
import { offered } from './testing/offered.ts'
import { Cursor } from './vectors.ts'

let rsa: ServerTls
beforeAll(async () => {
  const { cert, key } = await (await testAuthority()).issue('valid-rsa')
  rsa = { cert, key, ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1', dhparam: 'auto' }
})

const everySuite = Object.values(suiteGroups).flat()
const one = [suiteByName('TLS_RSA_WITH_AES_128_CBC_SHA')]

/** A ClientHello as its bytes say it. */
function parsed(bytes: Buffer) {
  const [type, recordVersion, length] = [bytes[0], bytes.readUInt16BE(1), bytes.readUInt16BE(3)]
  expect([type, length]).toEqual([22, bytes.length - 5])
  expect([bytes[5], bytes.readUIntBE(6, 3)]).toEqual([1, bytes.length - 9])
  const hello = new Cursor(bytes.subarray(9))
  const version = hello.uint(2)
  hello.take(32)
  expect(hello.vector(1).left).toBe(0)
  const list = hello.vector(2)
  const suites: number[] = []
  while (list.left > 0) suites.push(list.uint(2))
  expect([...hello.take(2)]).toEqual([1, 0])
  const extensions = new Map<number, Buffer>()
  if (hello.left > 0) {
    const rest = hello.vector(2)
    while (rest.left > 0) extensions.set(rest.uint(2), rest.take(rest.uint(2)))
  }
  expect(hello.left).toBe(0)
  return { recordVersion, version, suites, extensions }
}

describe('A hello says what it is asked to', () => {
  test.each<[HelloOffer['version'], number, number]>([
    ['SSLv3', 0x0300, 0x0300],
    ['TLSv1', 0x0301, 0x0301],
    ['TLSv1.1', 0x0301, 0x0302],
    ['TLSv1.2', 0x0301, 0x0303],
    ['TLSv1.3', 0x0301, 0x0303],
  ])('%s in a record of %i', (version, record, legacy) => {
    expect(parsed(clientHello({ version, suites: one }))).toMatchObject({ recordVersion: record, version: legacy })
  })

  test('SSL 3.0 comes without extensions, and any version can', () => {
    expect(parsed(clientHello({ version: 'SSLv3', suites: one })).extensions.size).toBe(0)
    expect(parsed(clientHello({ version: 'TLSv1.2', suites: one, extensions: false })).extensions.size).toBe(0)
    expect(parsed(clientHello({ version: 'TLSv1', suites: one })).extensions.size).toBeGreaterThan(0)
  })

  test('the suites in their order, then the signal for secure renegotiation', () => {
    const suites = [suiteByName('TLS_RSA_WITH_RC4_128_SHA'), suiteByName('TLS_RSA_WITH_NULL_SHA')]
    expect(parsed(clientHello({ version: 'TLSv1', suites })).suites).toEqual([5, 2, 0xff])
    const none = parsed(clientHello({ version: 'TLSv1', suites, renegotiation: 'none' }))
    expect([none.suites, none.extensions.has(0xff01)]).toEqual([[5, 2], false])
    const extension = parsed(clientHello({ version: 'TLSv1', suites, renegotiation: 'extension' }))
    expect([extension.suites, extension.extensions.get(0xff01)]).toEqual([[5, 2], Buffer.from([0])])
  })

  test('signature algorithms from TLS 1.2 on, supported versions with TLS 1.3 only', () => {
    const has = (version: HelloOffer['version']) => {
      const { extensions } = parsed(clientHello({ version, suites: one }))
      return [13, 43, 51].map((type) => extensions.has(type))
    }
    expect(has('TLSv1.1')).toEqual([false, false, false])
    expect(has('TLSv1.2')).toEqual([true, false, false])
    expect(has('TLSv1.3')).toEqual([true, true, true])
  })

  test('encrypt_then_mac and extended_master_secret, or not', () => {
    const has = (offer: Partial<HelloOffer>) => {
      const { extensions } = parsed(clientHello({ version: 'TLSv1.2', suites: one, ...offer }))
      return [extensions.has(22), extensions.has(23)]
    }
    expect(has({})).toEqual([true, true])
    expect(has({ encryptThenMac: false, extendedMasterSecret: false })).toEqual([false, false])
  })

  test.each(['192.0.2.1', '2001:db8::1'])('no server name where it is the address %s', (serverName) => {
    expect(parsed(clientHello({ version: 'TLSv1.2', suites: one, serverName })).extensions.has(0)).toBe(false)
  })

  test('another record version', () => {
    const hello = clientHello({ version: 'TLSv1.2', recordVersion: 'TLSv1.2', suites: one })
    expect(parsed(hello)).toMatchObject({ recordVersion: 0x0303, version: 0x0303 })
  })

  test('SSLv2 with its own ciphers only', () => {
    const hello = sslv2ClientHello()
    expect(hello.readUInt16BE(0) & 0x7fff).toBe(hello.length - 2)
    expect([...hello.subarray(2, 5)]).toEqual([1, 0, 2])
    const [specs, session, challenge] = [5, 7, 9].map((at) => hello.readUInt16BE(at))
    expect([specs! % 3, session, challenge]).toEqual([0, 0, 16])
    expect(hello.length).toBe(11 + specs! + challenge!)
  })
})

describe('OpenSSL takes a hello', () => {
  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('of %s with every suite there is', async (version) => {
    const answer = await offered(rsa, clientHello({ version, suites: everySuite }))
    expect(answer).toMatchObject({ kind: 'hello', version, helloRetryRequest: false })
  })

  test.each(['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'] as const)('in a record of %s', async (recordVersion) => {
    const answer = await offered(rsa, clientHello({ version: 'TLSv1.2', recordVersion, suites: everySuite }))
    expect(answer).toMatchObject({ kind: 'hello', version: 'TLSv1.2' })
  })

  test('of TLS 1.3 or older', async () => {
    const supportedVersions = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1'] as const
    const hello = clientHello({ version: 'TLSv1.3', supportedVersions, suites: everySuite })
    expect(await offered(rsa, hello)).toMatchObject({ version: 'TLSv1.3' })
    expect(await offered({ ...rsa, maxVersion: 'TLSv1.2' }, hello)).toMatchObject({ version: 'TLSv1.2' })
  })

  test('without extensions', async () => {
    const answer = await offered(rsa, clientHello({ version: 'TLSv1.2', suites: everySuite, extensions: false }))
    expect(answer).toMatchObject({ kind: 'hello', encryptThenMac: false, extendedMasterSecret: false })
  })

  test('with either key share, or with none', async () => {
    for (const group of ['x25519', 'secp256r1'] as const) {
      const hello = clientHello({ version: 'TLSv1.3', suites: suiteGroups.tls13, keyShares: [group] })
      expect(await offered(rsa, hello)).toMatchObject({ version: 'TLSv1.3', group, helloRetryRequest: false })
    }
    const suites = [suiteByName('TLS_AES_256_GCM_SHA384')]
    const none = clientHello({ version: 'TLSv1.3', suites, keyShares: [], groups: ['secp384r1'] })
    expect(await offered(rsa, none)).toEqual({
      kind: 'hello',
      version: 'TLSv1.3',
      suite: 'TLS_AES_256_GCM_SHA384',
      group: 'secp384r1',
      encryptThenMac: false,
      extendedMasterSecret: false,
      helloRetryRequest: true,
    })
  })

  test('and reads server name and protocols from it', async () => {
    await using ends = await clientPeer()
    const seen: unknown[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const server: ServerTls & { SNICallback: unknown; ALPNCallback: unknown } = {
      ...rsa,
      SNICallback: (name: string, done: (error: null) => void) => {
        seen.push(name)
        done(null)
      },
      ALPNCallback: ({ protocols }: { protocols: string[] }) => {
        seen.push(protocols)
        resolve()
        return protocols[0]
      },
    }
    rawTlsServer(ends.raw.server, server)
    const offer = { serverName: 'mail.example.org', alpn: ['imap', 'pop3'], suites: everySuite }
    ends.client.send(clientHello({ version: 'TLSv1.2', ...offer }))
    await promise
    expect(seen).toEqual(['mail.example.org', ['imap', 'pop3']])
    ends.raw.server.destroy()
    await once(ends.raw.server, 'close')
  })
})
