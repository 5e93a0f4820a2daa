import { RECURSION_AVAILABLE } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { MailtlsError } from '../errors.ts'
import { closedPort } from '../testing/listener.ts'
import { Resolver } from './resolver.ts'
import { servicesOf } from './services.ts'
import { answerWith, never, respond, startResolver, zone } from './testing/resolvers.ts'
import type { Zone, ZoneRecord } from './zone.ts'

const association = 'ab'.repeat(32)
const records: ZoneRecord[] = [
  { name: 'example.org', type: 'MX', data: { preference: 10, exchange: 'mail.example.org' } },
  srv('_submissions', 0, 465, 'mail.example.org'),
  srv('_submission', 10, 587, 'mail.example.org'),
  srv('_imaps', 0, 993, 'Mail.example.org'),
  srv('_imaps', 20, 993, 'alias.example.org'),
  srv('_imap', 0, 0, '.'),
  { name: 'mail.example.org', type: 'A', data: '192.0.2.1' },
  { name: 'mail.example.org', type: 'AAAA', data: '2001:db8::1' },
  { name: 'alias.example.org', type: 'CNAME', data: 'host.example.net' },
  { name: '_993._tcp.mail.example.org', type: 'TLSA', data: { usage: 3, selector: 1, matchingType: 1, association } },
]
const net: Zone = {
  origin: 'example.net',
  signed: false,
  records: [{ name: 'host.example.net', type: 'A', data: '192.0.2.2' }],
}

function srv(label: string, priority: number, port: number, target: string): ZoneRecord {
  return { name: `${label}._tcp.example.org`, type: 'SRV', data: { priority, weight: 1, port, target } }
}

async function lookUp(zones: Zone[], timeoutMs = 5000) {
  await using server = await startResolver(zones, timeoutMs)
  return await servicesOf(server.resolver, 'Example.org.', never)
}

describe('The services of a domain', () => {
  test('are the records under each label', async () => {
    const { domain, vouched, labels } = await lookUp([zone(records), net])
    expect({ domain, vouched }).toEqual({ domain: 'example.org', vouched: true })
    expect(labels._submissions).toEqual({
      name: '_submissions._tcp.example.org',
      outcome: 'found',
      records: [{ priority: 0, weight: 1, port: 465, target: 'mail.example.org', ttl: 300 }],
      authenticated: true,
      canonicalName: '_submissions._tcp.example.org',
      aliased: false,
    })
    expect(labels._imaps.records.map(({ priority, target }) => [priority, target])).toEqual([
      [0, 'mail.example.org'],
      [20, 'alias.example.org'],
    ])
    expect(labels._imap).toMatchObject({ outcome: 'not-offered', authenticated: true })
    expect(labels._pop3s).toMatchObject({ outcome: 'no-such-name', records: [], authenticated: true })
  })

  test('are on the hosts that SRV and MX records name, each looked up once', async () => {
    const { mx, targets } = await lookUp([zone(records), net])
    expect(mx).toMatchObject({ outcome: 'found', records: [{ data: { exchange: 'mail.example.org' } }] })
    expect(targets).toEqual([
      {
        name: 'mail.example.org',
        outcome: 'found',
        addresses: ['192.0.2.1', '2001:db8::1'],
        aliased: false,
        canonicalName: 'mail.example.org',
        authenticated: true,
      },
      {
        name: 'alias.example.org',
        outcome: 'found',
        addresses: ['192.0.2.2'],
        aliased: true,
        canonicalName: 'host.example.net',
        authenticated: false,
      },
    ])
  })

  test('have TLSA records at host and port', async () => {
    const { tlsa } = await lookUp([zone(records), net])
    expect(tlsa.map(({ name, target, port, outcome }) => [name, target, port, outcome])).toEqual([
      ['_465._tcp.mail.example.org', 'mail.example.org', 465, 'no-such-name'],
      ['_587._tcp.mail.example.org', 'mail.example.org', 587, 'no-such-name'],
      ['_993._tcp.mail.example.org', 'mail.example.org', 993, 'found'],
      ['_993._tcp.alias.example.org', 'alias.example.org', 993, 'no-such-name'],
      ['_25._tcp.mail.example.org', 'mail.example.org', 25, 'no-such-name'],
    ])
    expect(tlsa[2]).toMatchObject({ authenticated: true, records: [{ data: { usage: 3, association } }] })
  })

  test('are not signed where their zone is not', async () => {
    const { labels, mx, targets, tlsa } = await lookUp([zone(records, { signed: false }), net])
    const all = [...Object.values(labels), mx, ...targets, ...tlsa]
    expect(all.filter(({ authenticated }) => authenticated)).toEqual([])
  })

  test('may be none at all', async () => {
    const { labels, mx, targets, tlsa } = await lookUp([zone([])])
    expect(Object.values(labels).map(({ outcome }) => outcome)).toEqual(Array(6).fill('no-such-name'))
    expect(mx.outcome).toBe('no-data')
    expect([...targets, ...tlsa]).toEqual([])
  })

  test('may be denied: by "." in MX, and by "." in SRV only where it stands alone', async () => {
    const denied: ZoneRecord[] = [
      { name: 'example.org', type: 'MX', data: { preference: 0, exchange: '.' } },
      srv('_imap', 0, 0, '.'),
      srv('_imap', 0, 143, 'mail.example.org'),
    ]
    const { labels, targets } = await lookUp([zone(denied)])
    expect(labels._imap.outcome).toBe('found')
    expect(targets.map(({ name, outcome }) => [name, outcome])).toEqual([['mail.example.org', 'no-such-name']])
  })
})

describe('What fails', () => {
  test.each([
    ['servfail', 'resolver-refused'],
    ['silent', 'resolver-silent'],
    ['loops', 'dns-loop'],
  ] as const)('at one host (%s) leaves the rest as it is', async (misbehaves, code) => {
    const { labels, targets, tlsa } = await lookUp([zone(records), { ...net, misbehaves }], 300)
    expect(labels._imaps.outcome).toBe('found')
    expect(targets.map(({ outcome, failure }) => [outcome, failure?.code])).toEqual([
      ['found', undefined],
      ['failed', code],
    ])
    expect(targets[1]).toMatchObject({ addresses: [], authenticated: false })
    expect(tlsa.map(({ outcome }) => outcome)).not.toContain('failed')
  })

  test('for one kind of address is told beside the other', async () => {
    const exchange = 'mail.example.org'
    using server = await answerWith((query) => {
      const { name, type } = query.questions![0]!
      if (type === 'MX') return respond(query, { answers: [{ name, type, data: { preference: 0, exchange } }] })
      if (type === 'A') return respond(query, { answers: [{ name, type, data: '192.0.2.1' }] })
      return respond(query, { flags: type === 'AAAA' ? 2 : RECURSION_AVAILABLE })
    })
    const { targets } = await servicesOf(new Resolver(server), 'example.org', never)
    expect(targets).toMatchObject([
      { outcome: 'found', addresses: ['192.0.2.1'], authenticated: false, failure: { code: 'resolver-refused' } },
    ])
  })

  test('as a whole is told as an error', async () => {
    const bogus = zone(records, { misbehaves: 'servfail' })
    await expect(lookUp([bogus])).rejects.toMatchObject({ name: 'MailtlsError', code: 'resolver-refused' })
    const nobody = new Resolver(await closedPort())
    await expect(servicesOf(nobody, 'example.org', never)).rejects.toMatchObject({ code: 'connection-refused' })
  })

  test('is a domain that is no name', async () => {
    const nobody = new Resolver(await closedPort())
    await expect(servicesOf(nobody, 'example..org', never)).rejects.toMatchObject({ code: 'usage' })
  })

  test('is a domain with more servers than anybody has', async () => {
    const names = Array.from({ length: 51 }, (_, index) => srv('_imaps', 0, 993, `${index}.example.org`))
    await expect(lookUp([zone(names)])).rejects.toMatchObject({ code: 'too-long' })
    expect((await lookUp([zone(names.slice(1))])).targets).toHaveLength(50)
  })

  test('is what the signal ends, with what it carries', async () => {
    await using server = await startResolver([zone([], { misbehaves: 'silent' })])
    const controller = new AbortController()
    const looking = servicesOf(server.resolver, 'example.org', controller.signal)
    const reason = new MailtlsError('deadline', 'the check took too long')
    controller.abort(reason)
    await expect(looking).rejects.toBe(reason)
  })
})
