import { createHash, X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { describe, expect, test } from 'vitest'
import { createAuthority } from '../../certs/authority.ts'
import { createKeys } from '../../certs/keys.ts'
import { signCertificate } from '../../certs/sign.ts'
import { subjectPublicKeyInfo } from './spki.ts'
import { matchesTlsa } from './tlsa.ts'

const authority = await createAuthority()
const root = new X509Certificate(authority.certificate).raw
const foreign = (await chainOf('untrusted-root')).at(-1)!
/** what a server sends: the leaf and the two above it, without the root */
const chain = await chainOf('below-intermediate')
const [leaf, lower, upper] = chain as [Buffer, Buffer, Buffer]

async function chainOf(issuer: 'below-intermediate' | 'untrusted-root' | 'self'): Promise<Buffer[]> {
  const { cert } = await authority.issue({ issuer })
  return cert.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g)!.map((pem) => new X509Certificate(pem).raw)
}

/** The record for a certificate, written "3 1 1". */
function record(parameters: string, certificate: Buffer) {
  const [usage, selector, matchingType] = parameters.split(' ').map(Number) as [number, number, number]
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  const data = selector === 0 ? certificate : key
  const hash = ['', 'sha256', 'sha512'][matchingType]
  const association = hash ? createHash(hash).update(data).digest('hex') : data.toString('hex')
  return { usage, selector, matchingType, association }
}

const forms = ['0 0', '0 1', '0 2', '1 0', '1 1', '1 2']

describe.each(forms)('A TLSA record "U %s"', (form) => {
  test.each([1, 3])('with usage %i matches the leaf, and no other', (usage) => {
    expect(matchesTlsa(record(`${usage} ${form}`, leaf), chain)).toEqual({ outcome: 'match', certificate: 0 })
    for (const other of [lower, upper, root, foreign]) {
      expect(matchesTlsa(record(`${usage} ${form}`, other), chain)).toEqual({ outcome: 'no-match' })
    }
  })

  test.each([0, 2])('with usage %i matches what stands above the leaf, in any order, and not the leaf', (usage) => {
    const sent = [leaf, upper, lower]
    expect(matchesTlsa(record(`${usage} ${form}`, lower), sent)).toEqual({ outcome: 'match', certificate: 2 })
    expect(matchesTlsa(record(`${usage} ${form}`, upper), sent)).toEqual({ outcome: 'match', certificate: 1 })
    expect(matchesTlsa(record(`${usage} ${form}`, root), [...sent, root])).toEqual({ outcome: 'match', certificate: 3 })
    for (const other of [leaf, foreign]) {
      expect(matchesTlsa(record(`${usage} ${form}`, other), chain)).toEqual({ outcome: 'no-match' })
    }
  })

  test.each([0, 2])('with usage %i does not match what is sent along but issued nothing', (usage) => {
    expect(matchesTlsa(record(`${usage} ${form}`, foreign), [...chain, foreign])).toEqual({ outcome: 'no-match' })
    const gap = [leaf, upper]
    expect(matchesTlsa(record(`${usage} ${form}`, upper), gap)).toEqual({ outcome: 'no-match' })
  })
})

test.each([0, 2])('A TLSA record with usage %i does not match a namesake of the issuer', async (usage) => {
  const issuer = { commonName: 'namesake', keys: await createKeys() }
  const namesake = { ...issuer, keys: { ...(await createKeys()), id: issuer.keys.id } }
  const parties = [
    { subject: { commonName: 'leaf', keys: await createKeys() }, issuer },
    { subject: issuer, issuer },
    { subject: namesake, issuer: namesake },
  ]
  const signed = await Promise.all(parties.map((each) => signCertificate({ ...each, extensions: [] })))
  const [own, right, wrong] = signed.map(({ rawData }) => Buffer.from(rawData)) as [Buffer, Buffer, Buffer]
  expect(matchesTlsa(record(`${usage} 0 1`, right), [own, right])).toEqual({ outcome: 'match', certificate: 1 })
  expect(matchesTlsa(record(`${usage} 0 1`, wrong), [own, wrong])).toEqual({ outcome: 'no-match' })
})

describe('A trust anchor that only DNS holds', () => {
  test.each(['2 0 0', '2 1 0'])('matches as "%s" by what it signed', (parameters) => {
    expect(matchesTlsa(record(parameters, root), chain)).toEqual({ outcome: 'match' })
    expect(matchesTlsa(record(parameters, lower), [leaf])).toEqual({ outcome: 'match' })
    expect(matchesTlsa(record(parameters, root), [leaf])).toEqual({ outcome: 'no-match' })
  })

  test.each(['2 0 1', '2 1 2', '0 0 0', '0 1 0'])('does not match as "%s"', (parameters) => {
    expect(matchesTlsa(record(parameters, root), chain)).toEqual({ outcome: 'no-match' })
  })

  test.each(['2 0 0', '2 1 0', '2 0 1'])('is not a leaf that signed itself: "%s"', async (parameters) => {
    const [own] = (await chainOf('self')) as [Buffer]
    expect(matchesTlsa(record(parameters, own), [own])).toEqual({ outcome: 'no-match' })
    expect(matchesTlsa(record('3 0 1', own), [own])).toEqual({ outcome: 'match', certificate: 0 })
  })
})

describe('A TLSA record is unusable', () => {
  test.each([
    ['of another usage', { usage: 255 }, 'expected certificate usage 0 to 3, found 255'],
    ['of another selector', { selector: 2 }, 'expected selector 0 or 1, found 2'],
    ['of another matching type', { matchingType: 3 }, 'expected matching type 0 to 2, found 3'],
    ['with a short hash', { association: 'ab'.repeat(31) }, 'expected 32 bytes for sha256, found 31'],
    ['with the other hash', { matchingType: 2 }, 'expected 64 bytes for sha512, found 32'],
    ['with no data', { association: '' }, 'expected 32 bytes for sha256, found 0'],
    ['with a hash for a key', { matchingType: 0 }, 'expected a public key in DER, found 32 bytes that are none'],
    [
      'with a hash for a certificate',
      { matchingType: 0, selector: 0 },
      'expected a certificate in DER, found 32 bytes that are none',
    ],
    [
      'with PEM',
      { matchingType: 0, selector: 0, association: Buffer.from(authority.certificate).toString('hex') },
      expect.stringContaining('expected a certificate in DER'),
    ],
  ])('%s', (_title, change, reason) => {
    expect(matchesTlsa({ ...record('3 1 1', leaf), ...change }, chain)).toEqual({ outcome: 'unusable', reason })
  })
})

describe('Certificates that are none', () => {
  test.each(forms)('match nothing: "%s"', (form) => {
    const broken = [Buffer.from('hello'), leaf.subarray(0, 100), Buffer.alloc(0)]
    for (const usage of [0, 1, 2, 3]) {
      expect(matchesTlsa(record(`${usage} ${form}`, leaf), broken)).toEqual({ outcome: 'no-match' })
      expect(matchesTlsa(record(`${usage} ${form}`, leaf), [])).toEqual({ outcome: 'no-match' })
    }
  })
})

test('The key of a certificate is cut out as it stands there, for all roots that Node knows', () => {
  for (const pem of tls.rootCertificates) {
    const { raw, publicKey } = new X509Certificate(pem)
    expect(subjectPublicKeyInfo(raw)).toEqual(publicKey.export({ type: 'spki', format: 'der' }))
  }
})
