import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, mutated } from '../testing/arbitraries.ts'
import { property, takesAnyLength } from '../testing/property.ts'
import { clientHello, type HelloOffer } from './client-hello.ts'
import { readClientHello, sslv2Length } from './client-offer.ts'
import { type Group, groups, type TlsVersion, versions } from './codes.ts'
import { sslv2ClientHello } from './sslv2.ts'
import { suiteGroups } from './suites.ts'
import { uint, vector } from './vectors.ts'

const tokens = [
  '\x16\x03\x01',
  '\x16\x03\x01\0\x05\x01\0\0\x01a',
  '\x01',
  '\0',
  '\xff',
  '\x80',
  '\x80\x2e\x01\0\x02',
  'a',
]
const suite = fc.constantFrom(...suiteGroups.upTo12, ...suiteGroups.tls13)
const offer = fc.record(
  {
    version: fc.constantFrom(...(Object.keys(versions) as TlsVersion[])),
    suites: fc.array(suite, { maxLength: 9 }),
    supportedVersions: fc.option(
      fc.array(fc.constantFrom('TLSv1.2', 'TLSv1.3' as TlsVersion), { minLength: 1, maxLength: 3 }),
      { nil: undefined },
    ),
    groups: fc.array(fc.constantFrom(...(Object.keys(groups) as Group[])), { maxLength: 6 }),
    serverName: fc.option(fc.domain(), { nil: undefined }),
    alpn: fc.array(fc.stringMatching(/^[a-z/0-9]{1,8}$/), { maxLength: 2 }),
    encryptThenMac: fc.boolean(),
  },
  { requiredKeys: ['version', 'suites', 'groups', 'encryptThenMac'] },
)

/** What a hello of that offer is to be read as. */
function readAs({ version, suites, supportedVersions, groups, serverName, encryptThenMac }: HelloOffer) {
  const extensions = version !== 'SSLv3'
  const listed = supportedVersions ?? (version === 'TLSv1.3' ? [version] : undefined)
  return {
    kind: 'tls',
    random: expect.any(Buffer),
    versions: (extensions && listed) || [version],
    suites,
    ...(extensions && serverName !== undefined && { serverName }),
    groups: extensions ? groups : [],
    encryptThenMac: extensions && encryptThenMac,
  }
}

/** The same handshake message in records of these lengths. */
function inRecords(hello: Buffer, lengths: readonly number[]): Buffer {
  const records: Buffer[] = []
  let left = hello.subarray(5)
  for (const length of [...lengths, left.length]) {
    const fragment = left.subarray(0, length)
    left = left.subarray(length)
    if (fragment.length > 0) records.push(Buffer.from([22, 3, 1]), vector(2, fragment))
  }
  return Buffer.concat(records)
}

const numbered = fc.record({
  version: fc.constantFrom(0x0002, 0x0300, 0x0301, 0x0303),
  specs: fc.array(fc.nat(0xffffff), { minLength: 1, maxLength: 9 }),
  challenge: bytes(32),
})

describe('ClientHellos', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 4 })
  property('A ClientHello is read as it was offered, in whatever records', [offer, lengths], (model, lengths) => {
    const hello = clientHello(model)
    expect(readClientHello(inRecords(hello, lengths))).toEqual(readAs(model))
    expect(readClientHello(hello.subarray(0, -1))).toBeUndefined()
  })

  property('One in the format of SSL 2.0 is read as it was written', [numbered], ({ version, specs, challenge }) => {
    const parts = [uint(2, 3 * specs.length), uint(2, 0), uint(2, challenge.length)]
    const codes = specs.map((code) => uint(3, code))
    const hello = vector(2, Buffer.of(1), uint(2, version), ...parts, ...codes, challenge)
    hello[0]! |= 0x80
    expect(sslv2Length(Buffer.concat([hello, challenge]))).toBe(hello.length)
    expect(sslv2Length(hello.subarray(0, -1))).toBeUndefined()
    const asks = version === 2 || specs.some((code) => code > 0xffff)
    expect(readClientHello(hello)).toEqual({ kind: 'sslv2', asks })
  })

  property(
    'Whatever a client begins with is a hello or none',
    [fc.oneof(bytes(), mutated(fc.oneof(offer.map(clientHello), fc.constant(sslv2ClientHello()))))],
    (all) => {
      const hello = readClientHello(all)
      if (hello?.kind !== 'tls') return
      expect(hello.random).toHaveLength(32)
      expect(hello.versions.every((name) => name in versions)).toBe(true)
      expect(hello.groups.every((name) => name in groups)).toBe(true)
    },
  )

  takesAnyLength(tokens, (text) => readClientHello(Buffer.from(text, 'latin1')))
})
