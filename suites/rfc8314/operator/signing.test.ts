import { describe, expect, test } from 'vitest'
import type { OperatorContext } from '../../../harness/check.ts'
import type { DnsAnswer } from '../../../harness/dns/resolver.ts'
import { Inconclusive } from '../../../harness/verdict.ts'
import { couldBeSigned, needVouchedResolver, zonesAround } from './signing.ts'

/** DNS in which these zones are, each signed or not. */
function dnsOf(zones: Record<string, boolean>, aliases: readonly string[] = []) {
  const asked: string[] = []
  const ask = async (name: string) => {
    asked.push(name)
    const answer = {
      outcome: 'found',
      records: [],
      authenticated: zones[name] ?? false,
      aliased: aliases.includes(name),
    }
    return { ...answer, ...(!(name in zones) && { outcome: 'no-data' }) } as unknown as DnsAnswer<never>
  }
  const inconclusive = (code: string, text: string): never => {
    throw new Inconclusive(code, text)
  }
  return { ask: ask as OperatorContext['ask'], inconclusive, asked }
}

describe('The zones around a name', () => {
  test('are those that have a SOA record, up to the first that is signed', async () => {
    const dns = dnsOf({ 'example.org': false, org: true, '.': true })
    expect(await zonesAround(dns, '_imaps._tcp.example.org')).toEqual([
      { name: 'example.org', signed: false },
      { name: 'org', signed: true },
    ])
    expect(dns.asked).toEqual(['_imaps._tcp.example.org', '_tcp.example.org', 'example.org', 'org'])
  })

  test('end with the root', async () => {
    expect(await zonesAround(dnsOf({ '.': false }), 'org')).toEqual([{ name: '.', signed: false }])
    expect(await zonesAround(dnsOf({ '.': true }), '.')).toEqual([{ name: '.', signed: true }])
  })

  test('are not those that an alias leads to', async () => {
    const dns = dnsOf({ 'mail.example.org': true, 'example.org': false, org: true }, ['mail.example.org'])
    expect((await zonesAround(dns, 'mail.example.org')).map(({ name }) => name)).toEqual(['example.org', 'org'])
  })
})

describe('A zone could be signed', () => {
  test.each([
    ['where the zone above is', { 'example.org': false, org: true }, true],
    ['where it is signed itself', { 'example.org': true }, true],
    ['and not where only one further up is', { 'example.org': false, org: false, '.': true }, false],
  ])('%s', async (_title, zones, expected) => {
    expect(await couldBeSigned(dnsOf(zones), 'mail.example.org')).toBe(expected)
  })

  test('or not, which nobody knows where the resolver does not validate', async () => {
    const dns = dnsOf({ 'example.org': false, org: false, '.': false })
    await expect(couldBeSigned(dns, 'example.org')).rejects.toMatchObject({
      reason: { code: 'resolver-does-not-validate', text: expect.stringContaining('--resolver') },
    })
  })
})

test('Without a resolver that is vouched for nothing is known of signatures', () => {
  const { inconclusive } = dnsOf({})
  expect(() => needVouchedResolver(false, { inconclusive })).toThrow('name one that validates with --resolver')
  expect(() => needVouchedResolver(true, { inconclusive })).not.toThrow()
})
