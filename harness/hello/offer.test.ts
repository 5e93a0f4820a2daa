import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { deadline } from '../deadline.ts'
import { testAuthority } from '../testing/identity.ts'
import { clientPeer } from '../testing/peers.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { clientHello } from './client-hello.ts'
import { offerHello } from './offer.ts'
import { sslv2ClientHello } from './sslv2.ts'
import { recommended12, suiteGroups, type SuiteName } from './suites.ts'
import { offered } from './testing/offered.ts'

let rsa: ServerTls
let ecdsa: ServerTls
beforeAll(async () => {
  const { issue } = await testAuthority()
  const [withRsa, withEcdsa] = await Promise.all([issue('valid-rsa'), issue('valid')])
  rsa = { cert: withRsa.cert, key: withRsa.key }
  ecdsa = { cert: withEcdsa.cert, key: withEcdsa.key }
})

const anything = Object.values(suiteGroups).flat()

describe('Which versions a server speaks', () => {
  const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

  test.each(versions)('%s only', async (only) => {
    const server = { ...rsa, minVersion: only, maxVersion: only, ciphers: 'ALL:@SECLEVEL=0' }
    for (const version of versions) {
      const suites = version === 'TLSv1.3' ? suiteGroups.tls13 : anything
      const answer = await offered(server, clientHello({ version, suites }))
      if (version === only) expect(answer).toMatchObject({ kind: 'hello', version })
      // a server of an older version may still offer it
      else if (version > only && answer.kind === 'hello') expect(answer.version).toBe(only)
      else expect(answer).toMatchObject({ kind: 'alert', level: 'fatal' })
    }
  })

  test('A version that is too old is refused by protocol_version', async () => {
    const answer = await offered(rsa, clientHello({ version: 'TLSv1', suites: anything }))
    expect(answer).toEqual({ kind: 'alert', level: 'fatal', name: 'protocol_version', code: 70 })
  })

  test('OpenSSL refuses SSL 3.0 and SSLv2', async () => {
    const server: ServerTls = { ...rsa, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }
    const answer = await offered(server, clientHello({ version: 'SSLv3', suites: anything }))
    expect(answer).toMatchObject({ kind: 'alert', level: 'fatal' })
    expect(await offered(server, sslv2ClientHello())).toMatchObject({ kind: 'alert', level: 'fatal' })
  })
})

describe('Which suites a server takes', () => {
  const tls12 = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', dhparam: 'auto' } as const

  test.each<[keyof typeof suiteGroups, string, SuiteName]>([
    ['null', 'NULL-SHA256', 'TLS_RSA_WITH_NULL_SHA256'],
    ['null', 'ECDHE-RSA-NULL-SHA', 'TLS_ECDHE_RSA_WITH_NULL_SHA'],
    ['anonymous', 'ADH-AES128-SHA', 'TLS_DH_anon_WITH_AES_128_CBC_SHA'],
    ['anonymous', 'AECDH-AES256-SHA', 'TLS_ECDH_anon_WITH_AES_256_CBC_SHA'],
    ['staticRsa', 'AES256-GCM-SHA384', 'TLS_RSA_WITH_AES_256_GCM_SHA384'],
    ['staticRsa', 'AES128-SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
    ['dhe', 'DHE-RSA-AES128-GCM-SHA256', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['dhe', 'DHE-RSA-CHACHA20-POLY1305', 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
    ['cbc', 'ECDHE-RSA-AES128-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'],
    ['ecdheAead', 'ECDHE-RSA-CHACHA20-POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  ])('%s: %s', async (group, ciphers, suite) => {
    const server = { ...rsa, ...tls12, ciphers: `${ciphers}:@SECLEVEL=0` }
    const answer = await offered(server, clientHello({ version: 'TLSv1.2', suites: suiteGroups[group] }))
    expect(answer).toMatchObject({ kind: 'hello', version: 'TLSv1.2', suite })
  })

  test.each(['null', 'rc4', 'below112', 'tripleDes', 'staticDh', 'anonymous'] as const)(
    'A server of today refuses %s by handshake_failure',
    async (group) => {
      const answer = await offered(rsa, clientHello({ version: 'TLSv1.2', suites: suiteGroups[group] }))
      expect(answer).toEqual({ kind: 'alert', level: 'fatal', name: 'handshake_failure', code: 40 })
    },
  )

  test('Each recommended one is taken by the certificate that it is for', async () => {
    for (const [server, own, others] of [
      [rsa, recommended12.rsa, recommended12.ecdsa],
      [ecdsa, recommended12.ecdsa, recommended12.rsa],
    ] as const) {
      for (const suite of own) {
        const answer = await offered(server, clientHello({ version: 'TLSv1.2', suites: [suite] }))
        expect(answer).toMatchObject({ kind: 'hello', suite: suite.name })
      }
      const hello = clientHello({ version: 'TLSv1.2', suites: others })
      expect(await offered(server, hello)).toMatchObject({ kind: 'alert', name: 'handshake_failure' })
    }
  })

  test('Whether encrypt_then_mac and extended_master_secret come with it', async () => {
    const offer = { version: 'TLSv1.2', suites: suiteGroups.cbc } as const
    const taken = { kind: 'hello', encryptThenMac: true, extendedMasterSecret: true }
    expect(await offered(rsa, clientHello(offer))).toMatchObject(taken)
    const without = clientHello({ ...offer, encryptThenMac: false, extendedMasterSecret: false })
    expect(await offered(rsa, without)).toMatchObject({ encryptThenMac: false, extendedMasterSecret: false })
  })
})

describe('Certificates are read without a handshake', () => {
  const hello = clientHello({ version: 'TLSv1.2', suites: anything })

  test('an RSA key and its size, and the key of ECDSA', async () => {
    for (const [server, type, bits] of [
      [rsa, 'rsa', 2048],
      [ecdsa, 'ec', undefined],
    ] as const) {
      const answer = await offered(server, hello, { certificates: true })
      const [der] = answer.kind === 'hello' ? (answer.certificates ?? []) : []
      const { publicKey, raw } = new X509Certificate(der!)
      expect([publicKey.asymmetricKeyType, publicKey.asymmetricKeyDetails?.modulusLength]).toEqual([type, bits])
      expect(raw).toEqual(new X509Certificate(String(server.cert)).raw)
    }
  })

  test('none where the suite is anonymous', async () => {
    const server = { ...rsa, ciphers: 'ADH-AES128-SHA:@SECLEVEL=0', dhparam: 'auto' as const }
    const answer = await offered({ ...server, maxVersion: 'TLSv1.2' }, hello, { certificates: true })
    expect(answer).toMatchObject({ kind: 'hello', certificates: [] })
  })

  test('nor are they waited for where TLS 1.3 encrypts them', async () => {
    const answer = await offered(rsa, clientHello({ version: 'TLSv1.3', suites: anything }), { certificates: true })
    expect(answer).toMatchObject({ kind: 'hello', version: 'TLSv1.3' })
    expect(answer).not.toHaveProperty('certificates')
  })
})

describe('A server that does not answer in TLS', () => {
  const hello = clientHello({ version: 'TLSv1.2', suites: anything })

  test('says so in plaintext', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.write('454 not now\r\n250 more\r\n'))
    expect(await offerHello(ends.client, hello)).toEqual({ kind: 'plaintext', text: '454 not now\r\n' })
  })

  test('said so before', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write('220 go\r\n250 early\r\n')
    expect(await ends.client.line()).toBe('220 go')
    expect(await offerHello(ends.client, hello)).toEqual({ kind: 'plaintext', text: '250 early\r\n' })
  })

  test('ends by FIN or by RST', async () => {
    for (const by of ['fin', 'rst'] as const) {
      await using ends = await clientPeer()
      const { server } = ends.raw
      server.once('data', () => (by === 'fin' ? server.end() : server.resetAndDestroy()))
      expect(await offerHello(ends.client, hello)).toEqual({ kind: 'ended', by })
    }
  })

  test('had ended before', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end()
    await ends.client.ended()
    expect(await offerHello(ends.client, hello)).toEqual({ kind: 'ended', by: 'fin' })
  })

  test('says nothing: the deadline ends it', async () => {
    await using ends = await clientPeer()
    using bound = deadline(5)
    bound.signal.addEventListener('abort', () => ends.stop.abort(bound.signal.reason))
    await expect(offerHello(ends.client, hello)).rejects.toMatchObject({ code: 'deadline' })
  })

  test('never ends: warnings without end are no answer', async () => {
    await using ends = await clientPeer()
    const warnings = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([21, 3, 3, 0, 2, 1, 112])))
    const { server } = ends.raw
    const pour = () => void (server.writable && server.write(warnings, pour))
    server.once('data', pour)
    await expect(offerHello(ends.client, hello)).rejects.toThrow('found warnings without end')
  })

  test('An alert counts, also when a reset comes behind it', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    server.once('data', () => server.write(Buffer.from([21, 3, 1, 0, 2, 2, 40]), () => server.resetAndDestroy()))
    expect(await offerHello(ends.client, hello)).toMatchObject({ kind: 'alert', name: 'handshake_failure' })
  })
})
