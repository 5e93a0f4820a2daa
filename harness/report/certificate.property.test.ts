import { X509Certificate } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { der } from '../../certs/der.ts'
import { subjectPublicKeyInfo } from '../dns/spki.ts'
import { matchesTlsa } from '../dns/tlsa.ts'
import { bytes, mutated } from '../testing/arbitraries.ts'
import { testAuthority } from '../testing/identity.ts'
import { property, takesAnyLength } from '../testing/property.ts'
import { CertificateStore } from './certificate.ts'

const { issue, certificate: root } = await testAuthority()
const issued = await Promise.all(
  (['valid', 'valid-rsa', 'ip-only', 'srv-id', 'cn-only'] as const).map((kind) => issue(kind)),
)
const real = [root, ...issued.map(({ cert }) => cert)].map((pem) => new X509Certificate(pem).raw)
const certificate = fc.constantFrom(...real)
const any = fc.oneof(bytes(), mutated(certificate), certificate)
const tlsa = fc.record({
  usage: fc.nat(4),
  selector: fc.nat(2),
  matchingType: fc.nat(3),
  association: fc.oneof(any, bytes(64)).map((each) => each.toString('hex')),
})

describe('Certificates and TLSA records', () => {
  property('The key of a certificate is found in it', [certificate, bytes()], (raw, behind) => {
    const { publicKey } = new X509Certificate(raw)
    expect(subjectPublicKeyInfo(Buffer.concat([raw, behind]))).toEqual(
      publicKey.export({ type: 'spki', format: 'der' }),
    )
  })

  property('DER is read as it was written', [fc.array(bytes(300), { minLength: 6, maxLength: 9 })], (contents) => {
    const fields = contents.map((content) => der(0x04, content))
    expect(subjectPublicKeyInfo(der(0x30, der(0x30, ...fields)))).toEqual(fields[5])
  })

  property(
    'Whatever bytes are given for a certificate, a key is found in them or a RangeError is thrown',
    [any],
    (raw) => {
      try {
        expect(raw.includes(subjectPublicKeyInfo(raw))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    },
  )

  property('Whatever a server shows, a report tells of it', [fc.array(any, { maxLength: 2 })], (chain) => {
    const store = new CertificateStore()
    const fingerprints = store.add(chain)
    expect(fingerprints).toHaveLength(chain.length)
    for (const fingerprint of fingerprints) {
      const { subject, issuer, names, from, to, key, ca } = store.known[fingerprint]!
      expect(`${subject}${issuer}${key}`).not.toContain('\n')
      expect(names.every((name) => typeof name === 'string' && name !== '')).toBe(true)
      expect(typeof ca).toBe('boolean')
      for (const date of [from, to]) if (date !== undefined) expect(new Date(date).toISOString()).toBe(date)
    }
  })

  property(
    'Whatever a TLSA record holds, it matches a chain, does not, or cannot be used',
    [tlsa, fc.array(any, { maxLength: 2 })],
    (record, chain) => {
      const match = matchesTlsa(record, chain)
      if (match.outcome === 'match' && match.certificate !== undefined) expect(chain[match.certificate]).toBeDefined()
      const own = { ...record, usage: 3, selector: 0, matchingType: 0, association: real[0]!.toString('hex') }
      expect(matchesTlsa(own, [real[0]!, ...chain])).toEqual({ outcome: 'match', certificate: 0 })
    },
    { usual: 500 },
  )

  takesAnyLength(['\x30\x80', '\x30\0', '\x30\x82\xff\xff', '\xa0', '\x04\x01a', '\xff'], (text) => {
    const raw = der(0x30, der(0x30, Buffer.from(text, 'latin1').subarray(0, 0xff00)))
    new CertificateStore().add([raw])
    try {
      subjectPublicKeyInfo(raw)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
    }
  })
})
