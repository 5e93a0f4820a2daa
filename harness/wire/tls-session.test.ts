import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { peers } from '../testing/peers.ts'
import { anyTls, type ClientTls, failureOf, type ServerTls, type TlsFacts } from './tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

describe('A handshake that failed is put down to', () => {
  const nothing = Buffer.alloc(0)
  const error = Object.assign(new Error('wrong version number'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  const received = Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' })

  test.each([
    ['an alert, whatever came behind it', { alert: 'fatal x (1)', rawEnd: 'rst', error }, 'alert', 'fatal x (1)'],
    ['an alert that only our engine could read', { rawEnd: 'fin', error: received }, 'alert', 'CERTIFICATE_REQUIRED'],
    ['the end of TCP, whatever our engine made of it', { rawEnd: 'fin', error }, 'fin', 'closed'],
    ['a reset', { rawEnd: 'rst' }, 'rst', 'reset'],
    ['our own engine', { error }, 'refused', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ['our own engine, without a code', { error: new Error('odd') }, 'refused', 'odd'],
    ['plaintext, where nothing else happened', {}, 'plaintext', 'plaintext'],
  ] as const)('%s', (_title, seen, by, text) => {
    expect(failureOf({ ...seen, plaintext: nothing })).toMatchObject({
      ok: false,
      by,
      text: expect.stringContaining(text),
    })
  })
})

describe('What a handshake settled is named as IANA does', () => {
  async function settled(mine: ClientTls, theirs: ServerTls = {}): Promise<TlsFacts | undefined> {
    await using ends = await peers()
    await Promise.all([ends.client.startTls(mine), ends.server.startTls({ ...identity, ...theirs })])
    return ends.client.tls
  }

  test('TLS 1.3', async () => {
    expect(await settled({ ciphers: 'TLS_CHACHA20_POLY1305_SHA256', ecdhCurve: 'X25519' })).toMatchObject({
      version: 'TLSv1.3',
      suite: 'TLS_CHACHA20_POLY1305_SHA256',
      group: 'x25519',
    })
  })

  test('TLS 1.2', async () => {
    const mine = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', ecdhCurve: 'prime256v1' } as const
    expect(await settled(mine)).toMatchObject({
      version: 'TLSv1.2',
      suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      group: 'secp256r1',
    })
  })

  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)(
    '%s is spoken where we offer anything',
    async (version) => {
      const theirs = { minVersion: version, maxVersion: version, ciphers: anyTls.ciphers }
      expect(await settled(anyTls, theirs)).toMatchObject({ version })
      const before13 = version === 'TLSv1.3' ? {} : { maxVersion: 'TLSv1.2' as const }
      expect(await settled({ ...anyTls, ...before13 }, theirs)).toMatchObject({ version })
    },
  )
})
