import { once } from 'node:events'
import { expect, test } from 'vitest'
import { testAuthority } from '../testing/identity.ts'
import { clientPeer } from '../testing/peers.ts'
import { readClientHello } from './client-offer.ts'
import { flightKey, serverFlight, serverHello } from './server-flight.ts'
import { suiteByName, type SuiteName } from './suites.ts'

/** What OpenSSL, offering one suite, sends behind a flight that was made by hand: a record's type and its first byte. */
async function answerTo(
  openssl: string,
  flight: (hello: Extract<ReturnType<typeof readClientHello>, object>) => Buffer,
) {
  await using ends = await clientPeer()
  const handshake = ends.client.startTls({ ciphers: `${openssl}:@SECLEVEL=0`, maxVersion: 'TLSv1.2' })
  const [hello] = (await once(ends.raw.server, 'data')) as [Buffer]
  ends.raw.server.write(flight(readClientHello(hello)!))
  const [answer] = (await once(ends.raw.server, 'data')) as [Buffer]
  ends.raw.server.end()
  await handshake
  return { type: answer[0], first: answer[answer[0] === 21 ? 6 : 5] }
}

const clientKeyExchange = { type: 22, first: 16 }
const protocolVersion = { type: 21, first: 70 }

test.for<[SuiteName, string]>([
  ['TLS_RSA_WITH_AES_128_CBC_SHA', 'AES128-SHA'],
  ['TLS_RSA_WITH_NULL_SHA256', 'NULL-SHA256'],
  ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'DHE-RSA-AES128-GCM-SHA256'],
  ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'ECDHE-RSA-AES128-SHA256'],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
])('With %s OpenSSL goes on', async ([name, openssl]) => {
  const suite = suiteByName(name)
  const credentials = await (await testAuthority()).issue(flightKey(suite) === 'rsa' ? 'valid-rsa' : 'valid')
  const answer = await answerTo(openssl, (hello) =>
    hello.kind === 'tls' ? serverFlight(hello, suite, credentials) : Buffer.alloc(0),
  )
  expect(answer).toEqual(clientKeyExchange)
})

test('A ServerHello of TLS 1.1 is refused by OpenSSL where it offers TLS 1.2 alone', async () => {
  const answer = await answerTo('ECDHE-RSA-AES128-GCM-SHA256', () =>
    serverHello('TLSv1.1', suiteByName('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')),
  )
  expect(answer).toEqual(protocolVersion)
})

test('Suites whose keys are others than those of certificates here cannot be chosen', () => {
  const others = ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'TLS_DH_anon_WITH_RC4_128_MD5', 'TLS_ECDH_RSA_WITH_AES_128_CBC_SHA']
  expect(others.map((name) => flightKey(suiteByName(name as SuiteName)))).toEqual([undefined, undefined, undefined])
})
