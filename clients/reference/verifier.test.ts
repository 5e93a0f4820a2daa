import { describe, expect, test } from 'vitest'
import { certificateKinds, kindNames } from '../../certs/catalogue.ts'
import { startDnsServer } from '../../harness/dns/dns-server.ts'
import { testAuthority } from '../../harness/testing/identity.ts'
import { smallPop3Server } from '../../harness/testing/small-pop3-server.ts'
import type { PresentedNames } from './presented-names.ts'
import { account, launch, withMailbox } from './testing/launch.ts'
import { type Identities, Verifier } from './verifier.ts'

// what OpenSSL serves at no higher level
const weak: readonly string[] = ['rsa-1024', 'sha1-signature']

// it is known from a list that nobody hands to a client of mail
const kinds = kindNames('server').filter((kind) => kind !== 'revoked')

describe.each(kinds)('A certificate of the kind %s', (kind) => {
  const { verdict, verifyAs: host = 'localhost' } = certificateKinds[kind]
  const right = verdict === 'either' ? kind !== 'rsa-1024' : verdict === 'accept'

  test.each(['implicit', 'starttls-required'] as const)('is judged rightly: %s', async (mode) => {
    const { cert, key, ca } = await (await testAuthority()).issue(kind)
    const tls = { cert, key, ...(weak.includes(kind) && { ciphers: 'DEFAULT:@SECLEVEL=0' }) }
    await using server = await smallPop3Server({ tls, implicitTls: mode === 'implicit', account, answers: withMailbox })
    const records = [{ name: host, type: 'A', data: '127.0.0.1' } as const]
    await using resolver = await startDnsServer({ zones: [{ origin: '.', signed: false, records }] })

    const { success } = await launch({ language: 'pop3', mode, port: server.port, host, trust: ca, resolver })

    expect(success).toBe(right)
    const inside = server.heard.filter((line) => line.startsWith('<'))
    expect(inside[0]).toBe(right ? '<CAPA>' : mode === 'implicit' ? undefined : '<QUIT>')
    expect(inside.some((line) => /^<(AUTH|USER|STAT)/.test(line))).toBe(right)
  })
})

describe('Names', () => {
  const none = { dns: [], srv: [], ip: [], uri: [], cn: [] }
  const mine: Identities = { dns: ['mail.example.test'], srv: ['_imaps.example.test'], ip: [] }
  const matches = (presented: Partial<PresentedNames>, identities = mine) =>
    new Verifier().matches({ ...none, ...presented }, identities)

  test.each(['MAIL.Example.TEST', '*.example.test'])('%s is mail.example.test', (name) => {
    expect(matches({ dns: ['other.test', name] })).toBe(true)
  })

  test.each([
    'mail.example.test.evil.test',
    'xmail.example.test',
    'example.test',
    '*.test',
    'mail.*.test',
    'm*.example.test',
    '*il.example.test',
    '*.*.test',
    '*',
    'mail.example.test\0.evil.test',
  ])('%j is not', (name) => {
    expect(matches({ dns: [name] })).toBe(false)
  })

  test('an SRV-ID counts with its service, where DNS named the server', () => {
    expect(matches({ srv: ['_IMAPS.example.test'] })).toBe(true)
    expect(matches({ srv: ['_pop3s.example.test'] })).toBe(false)
    expect(matches({ srv: ['_imaps.example.test'] }, { ...mine, srv: [] })).toBe(false)
  })

  test.each(['dns', 'srv', 'ip', 'uri'])('the common name does not count beside another name: %s', (kind) => {
    expect(matches({ cn: ['mail.example.test'] })).toBe(true)
    expect(matches({ cn: ['mail.example.test'], [kind]: ['other'] })).toBe(false)
  })

  test('an address is compared with addresses only, in whatever spelling', () => {
    const address = { dns: [], srv: [], ip: ['0:0:0:0:0:0:0:1'] }
    expect(matches({ ip: ['::1'] }, address)).toBe(true)
    expect(matches({ dns: ['::1'], cn: ['::1'] }, address)).toBe(false)
  })
})
