import { createPrivateKey, X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createAuthority, type Authority } from './authority.ts'
import { kindNames } from './catalogue.ts'

let authority: Authority
beforeAll(async () => {
  authority = await createAuthority()
})

test('a server certificate names this machine as seen from here and from containers', async () => {
  const leaf = new X509Certificate((await authority.issue('valid')).cert)
  for (const host of ['localhost', 'host.docker.internal']) expect(leaf.checkHost(host)).toBe(host)
  for (const address of ['127.0.0.1', '::1']) expect(leaf.checkIP(address)).toBe(address)
})

test('other names replace those of the kind', async () => {
  const { cert } = await authority.issue('expired', { dns: ['imap.example.test'], ip: ['192.0.2.1'] })
  const leaf = new X509Certificate(cert)
  expect(leaf.subjectAltName).toBe('DNS:imap.example.test, IP Address:192.0.2.1')
  expect(leaf.subject).toBe('CN=imap.example.test')
  expect(leaf.validToDate.getUTCFullYear()).toBe(2020)
})

test('an address that is none is refused', async () => {
  await expect(authority.issue('valid', { ip: ['localhost'] })).rejects.toThrow('address')
})

test('a name too long for a common name stands in the SAN only', async () => {
  const long = `${'a'.repeat(63)}.example.test`
  const leaf = new X509Certificate((await authority.issue('valid', { dns: [long] })).cert)
  expect(leaf.subject).toBe('CN=mailtls test certificate')
  expect(leaf.checkHost(long)).toBe(long)
})

test('a specification of one’s own is issued like a kind', async () => {
  const validity = { notBefore: new Date('2024-02-29T00:00:00Z'), notAfter: new Date('2051-01-01T00:00:00Z') }
  const { cert } = await authority.issue({ issuer: 'intermediate', validity, purpose: 'clientAuth' })
  const [leaf, intermediate] = parse(cert)
  expect(leaf?.checkIssued(intermediate!)).toBe(true)
  expect(leaf?.validFromDate).toEqual(validity.notBefore)
  expect(leaf?.validToDate).toEqual(validity.notAfter)
  expect(leaf?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
})

test('the chain is sent leaf first, up to the root but without it', async () => {
  const [leaf, intermediate, ...more] = parse((await authority.issue('intermediate')).cert)
  const root = new X509Certificate(authority.certificate)
  expect(leaf?.verify(intermediate!.publicKey)).toBe(true)
  expect(intermediate?.verify(root.publicKey)).toBe(true)
  expect(more).toEqual([])
  expect(parse((await authority.issue('valid')).cert)).toHaveLength(1)
})

test('an intermediate is made once', async () => {
  const [first, second] = await Promise.all([authority.issue('intermediate'), authority.issue('intermediate')])
  expect(parse(first.cert)[1]?.raw).toEqual(parse(second.cert)[1]?.raw)
  expect(first.key).not.toBe(second.key)
})

test('the root is a CA, and its key is given', () => {
  const root = new X509Certificate(authority.certificate)
  expect(root.ca).toBe(true)
  expect(root.verify(root.publicKey)).toBe(true)
  expect(root.checkPrivateKey(createPrivateKey(authority.key))).toBe(true)
})

test('a certificate points to the key of its issuer', async () => {
  const [leaf, root] = [(await authority.issue('valid')).cert, authority.certificate].map(hex)
  const subjectKeyIdentifier = /0603551d0e04160414([0-9a-f]{40})/
  const authorityKeyIdentifier = /0603551d23041830168014([0-9a-f]{40})/
  expect(leaf?.match(authorityKeyIdentifier)?.[1]).toBe(root?.match(subjectKeyIdentifier)?.[1])
  expect(leaf).toMatch(subjectKeyIdentifier)
})

test('two authorities have neither name nor key in common', async () => {
  const [one, other] = [authority, await createAuthority()].map(({ certificate }) => new X509Certificate(certificate))
  expect(one?.subject).not.toBe(other?.subject)
  expect(one?.verify(other!.publicKey)).toBe(false)
})

test('serial numbers are random and longer than 64 bits', async () => {
  const issued = await Promise.all(Array.from({ length: 8 }, () => authority.issue('valid')))
  const serials = issued.map(({ cert }) => BigInt(`0x${new X509Certificate(cert).serialNumber}`))
  expect(new Set(serials).size).toBe(8)
  for (const serial of serials) expect(serial).toBeGreaterThan(2n ** 64n)
})

test('a certificate is valid from a day ago to a month ahead', async () => {
  const { validFromDate, validToDate } = new X509Certificate((await authority.issue('valid')).cert)
  const days = [validFromDate, validToDate].map((date) => Math.round((date.getTime() - Date.now()) / 86_400_000))
  expect(days).toEqual([-1, 30])
})

test('a client certificate names the account in common name and rfc822Name', async () => {
  const leaf = new X509Certificate((await authority.issue('client')).cert)
  expect(leaf.subject).toBe('CN=user')
  expect(leaf.checkEmail('user@example.test')).toBe('user@example.test')
})

test.each([
  ['valid-rsa', 2048],
  ['rsa-1024', 1024],
] as const)('%s has an RSA key of %i bits, one for the whole process', async (kind, bits) => {
  const [one, other] = await Promise.all([authority.issue(kind), (await createAuthority()).issue(kind)])
  expect(new X509Certificate(one.cert).publicKey.asymmetricKeyDetails?.modulusLength).toBe(bits)
  expect(one.key).toBe(other.key)
})

test('all kinds are issued in less than 3 seconds, with the key of the leaf and the root to trust', async () => {
  const start = performance.now()
  const { issue, certificate } = await createAuthority()
  for (const kind of kindNames()) {
    const { cert, key, ca } = await issue(kind)
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(ca).toBe(certificate)
  }
  expect(performance.now() - start).toBeLessThan(3000)
})

function parse(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN[^]+?-----END CERTIFICATE-----/g) ?? []).map((each) => new X509Certificate(each))
}

function hex(pem: string): string {
  return new X509Certificate(pem).raw.toString('hex')
}
