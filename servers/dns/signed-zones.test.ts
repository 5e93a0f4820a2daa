import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Resolver } from '../../harness/dns/resolver.ts'
import { servicesOf } from '../../harness/dns/services.ts'
import type { Listener } from '../../harness/subject.ts'
import { needsEngine, skippedWithout } from '../../harness/testing/needs.ts'
import { startSignedZones } from './testing/signed-zones.ts'

const lacking = skippedWithout(await needsEngine())

const title = `The AD bit of a resolver that validates (Unbound, with zones of Knot)${lacking}`
const { signal } = new AbortController()

describe.skipIf(lacking)(title, () => {
  let zones: (Listener & AsyncDisposable) | undefined
  let resolver: Resolver
  beforeAll(async () => {
    zones = await startSignedZones()
    resolver = new Resolver(zones)
  }, 300_000)
  afterAll(() => zones?.[Symbol.asyncDispose]())

  test.each([
    ['is set for a signed zone', 'mail.signed.test', true],
    ['is not set for an unsigned zone', 'mail.unsigned.test', false],
    ['is not set for a signed zone that nothing vouches for', 'mail.island.test', false],
    ['is set for an alias within a signed zone', 'to-signed.signed.test', true],
    ['is not set for an alias that leads out of it', 'to-unsigned.signed.test', false],
  ])('%s', async (_title, name, authenticated) => {
    expect(await resolver.query(name, 'A', signal)).toMatchObject({
      outcome: 'found',
      records: [{ data: '192.0.2.1' }],
      authenticated,
    })
  })

  test.each([
    ['there is nothing of a type', 'mail.signed.test', 'no-data', true],
    ['there is no such name', 'x.signed.test', 'no-such-name', true],
    ['there is no such name, unsigned', 'x.unsigned.test', 'no-such-name', false],
  ])('covers that %s', async (_title, name, outcome, authenticated) => {
    expect(await resolver.query(name, 'MX', signal)).toMatchObject({ outcome, authenticated })
  })

  test.each([
    ['a record that does not fit its signature', 'mail.bogus.test'],
    ['an alias that leads to one', 'to-bogus.signed.test'],
  ])('has no answer to stand in for %s', async (_title, name) => {
    await expect(resolver.query(name, 'A', signal)).rejects.toMatchObject({
      code: 'resolver-refused',
      message: expect.stringContaining('SERVFAIL (extended error 6); '),
    })
  })

  test('is set in an answer by TCP too', async () => {
    const { records, authenticated } = await resolver.query('many.signed.test', 'A', signal)
    expect({ count: records.length, authenticated }).toEqual({ count: 90, authenticated: true })
  })

  test('tells of the keys and of what leads to them', async () => {
    const key = await resolver.query('signed.test', 'DNSKEY', signal)
    expect(key).toMatchObject({ records: [{ data: { flags: 257, algorithm: 13 } }], authenticated: true })
    const leads = await resolver.query('signed.test', 'DS', signal)
    expect(leads).toMatchObject({ records: [{ data: { algorithm: 13, digestType: 2 } }], authenticated: true })
    expect(await resolver.query('island.test', 'DS', signal)).toMatchObject({
      outcome: 'no-data',
      authenticated: true,
    })
  })

  test.each([
    ['signed.test', true, 'found', ['mail.signed.test']],
    ['unsigned.test', false, 'no-such-name', ['mail.unsigned.test']],
    ['bogus.test', true, 'no-such-name', ['mail.bogus.test']],
  ])('decides for the services of %s', async (domain, authenticated, tlsaOutcome, hosts) => {
    const { labels, mx, targets, tlsa } = await servicesOf(resolver, domain, signal)
    expect(labels._imaps).toMatchObject({ outcome: 'found', authenticated })
    expect(mx).toMatchObject({ outcome: 'found', authenticated })
    expect(targets.map(({ name }) => name)).toEqual(hosts)
    expect(targets[0]?.failure?.code).toBe(domain === 'bogus.test' ? 'resolver-refused' : undefined)
    expect(tlsa.find(({ port }) => port === 993)).toMatchObject({ outcome: tlsaOutcome, authenticated })
  })
})
