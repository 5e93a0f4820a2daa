import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { registry } from './suite-registry.ts'
import { recommended12, suiteByName, suiteGroups, suiteName, type SuiteName } from './suites.ts'

const names = Object.keys(registry) as SuiteName[]

test('No code point stands for two suites', () => {
  expect(new Set(names.map((name) => suiteByName(name).code)).size).toBe(names.length)
})

test('Every suite stands in a group', () => {
  const grouped = new Set(Object.values(suiteGroups).flatMap((group) => group.map(({ name }) => name)))
  expect(names.filter((name) => !grouped.has(name))).toEqual([])
})

describe('A group holds what its clause is about, and nothing else', () => {
  test.each<[keyof typeof suiteGroups, SuiteName[], SuiteName[]]>([
    ['null', ['TLS_NULL_WITH_NULL_NULL', 'TLS_ECDHE_RSA_WITH_NULL_SHA'], ['TLS_SHA256_SHA256']],
    ['rc4', ['TLS_RSA_WITH_RC4_128_SHA', 'TLS_DH_anon_EXPORT_WITH_RC4_40_MD5'], []],
    [
      'below112',
      ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'TLS_RSA_EXPORT1024_WITH_RC4_56_SHA', 'SSL_RSA_FIPS_WITH_DES_CBC_SHA'],
      ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_RSA_WITH_RC4_128_SHA', 'TLS_RSA_WITH_IDEA_CBC_SHA'],
    ],
    ['tripleDes', ['TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'SSL_RSA_FIPS_WITH_3DES_EDE_CBC_SHA'], []],
    [
      'staticRsa',
      ['TLS_RSA_WITH_AES_256_GCM_SHA384', 'TLS_RSA_WITH_SEED_CBC_SHA', 'TLS_RSA_EXPORT_WITH_RC4_40_MD5'],
      ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA', 'TLS_ECDH_RSA_WITH_AES_128_CBC_SHA'],
    ],
    ['staticDh', ['TLS_DH_DSS_WITH_AES_128_CBC_SHA', 'TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256'], []],
    [
      'dhe',
      ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
      ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_DH_RSA_WITH_AES_128_CBC_SHA'],
    ],
    [
      'cbc',
      ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384'],
      ['TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
    ],
    ['anonymous', ['TLS_DH_anon_WITH_AES_128_GCM_SHA256', 'TLS_ECDH_anon_WITH_NULL_SHA'], []],
    [
      'ecdheAead',
      [...recommended12.rsa, ...recommended12.ecdsa].map(({ name }) => name),
      ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'],
    ],
    ['tls13', ['TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_8_SHA256'], ['TLS_SHA256_SHA256']],
  ])('%s', (group, within, without) => {
    const found = suiteGroups[group].map(({ name }) => name)
    expect(found).toEqual(expect.arrayContaining(within))
    expect(found.filter((name) => without.includes(name))).toEqual([])
  })
})

test('A code has its IANA name, or stands for itself', () => {
  expect(suiteName(0xc02f)).toBe('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')
  expect(suiteName(0x00fa)).toBe('0x00FA')
})

test('A name has its suite', () => {
  expect(suiteByName('TLS_RSA_WITH_NULL_SHA')).toEqual({ code: 2, name: 'TLS_RSA_WITH_NULL_SHA', openssl: 'NULL-SHA' })
  expect(suiteByName('TLS_FROM_A_SERVER')).toBeUndefined()
})

const openssl = spawnSync('openssl', ['version']).status === 0

test.skipIf(!openssl)('The openssl command knows its suites by the same codes and names', () => {
  const list = execFileSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
    encoding: 'utf8',
  })
  const theirs = [...list.matchAll(/0x(\w\w),0x(\w\w) - (\S+) +- (\S+)/g)]
    .map(([, high, low, name, openssl]) => ({ code: Number(`0x${high}${low}`), name: name!, openssl }))
    .filter(({ name }) => !/_(PSK|SRP|KRB5)_|GOST/.test(name))
  expect(theirs.length).toBeGreaterThan(20)
  expect(theirs.map(({ name }) => suiteByName(name))).toEqual(theirs)
})
