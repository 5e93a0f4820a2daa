import { describe, expect, test } from 'vitest'
import { startDnsServer } from '../../harness/dns/dns-server.ts'
import type { ServiceLabel } from '../../harness/dns/services.ts'
import { tlsaOf } from '../../harness/dns/tlsa.ts'
import type { Zone, ZoneRecord } from '../../harness/dns/zone.ts'
import { serverIdentity, testAuthority } from '../../harness/testing/identity.ts'
import { closedPort } from '../../harness/testing/listener.ts'
import { smallImapServer } from '../../harness/testing/small-imap-server.ts'
import { smallPop3Server } from '../../harness/testing/small-pop3-server.ts'
import type { SmallOptions } from '../../harness/testing/small-server.ts'
import type { ServerTls } from '../../harness/wire/tls-session.ts'
import { account, answering, withMailbox, withProfile } from './testing/launch.ts'

type Place = [label: ServiceLabel, port: number, more?: { priority?: number; weight?: number; target?: string }]

const loopback = (name: string): ZoneRecord => ({ name, type: 'A', data: '127.0.0.1' })

/** The zone of example.test; its records can be replaced while it is served. */
function zoneWith(places: Place[], signed = false, more: ZoneRecord[] = []): Zone {
  const records = places.map(([label, port, { priority = 0, weight = 0, target = 'mail.example.test' } = {}]) => {
    const data = { priority, weight, port, target }
    return { name: `${label}._tcp.example.test`, type: 'SRV', data } satisfies ZoneRecord
  })
  return { origin: 'example.test', signed, records: [loopback('mail.example.test'), ...records, ...more] }
}

const elsewhere: Zone = { origin: 'other.test', signed: false, records: [loopback('host.other.test')] }

/** A certificate of these names, or of a kind. */
async function certified(names: { dns?: string[]; srv?: string[] } | 'self-signed'): Promise<ServerTls> {
  const { issue } = await testAuthority()
  const own = { dns: ['mail.example.test'] }
  const { cert, key } = names === 'self-signed' ? await issue(names, own) : await issue('valid', names)
  return { cert, key }
}

const good = () => certified({ dns: ['mail.example.test'] })

async function imapServer(options: SmallOptions = {}) {
  return await smallImapServer({ tls: await good(), implicitTls: true, account, answers: withMailbox, ...options })
}

/** What a client of this profile is told of DNS. */
async function resolverOf(...zones: Zone[]) {
  const dns = await startDnsServer({ zones: [...zones, elsewhere] })
  return { resolver: { host: dns.host, port: dns.port }, [Symbol.asyncDispose]: () => dns[Symbol.asyncDispose]() }
}

const sent = (heard: string[], pattern: RegExp) => heard.some((line) => pattern.test(line))
const login = /AUTHENTICATE|LOGIN |AUTH |USER|PASS /

describe('An account is set up', () => {
  test('by SRV, and used without asking again', async () => {
    await using server = await imapServer()
    const zone = zoneWith([['_imaps', server.port]])
    await using dns = await resolverOf(zone)
    await using profile = await withProfile(dns)
    expect(await profile.run('set-up')).toMatchObject({
      success: true,
      output: expect.stringContaining('confidential'),
    })
    // nobody is there any more who could be asked
    zone.records = [loopback('mail.example.test')]
    expect(await profile.run('connect')).toMatchObject({ success: true })
    expect(server.taken).toBe(2)
  })

  test('with the full address as user name, then with the part before the @', async () => {
    await using server = await imapServer({ account: { ...account, user: 'user' } })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port]]))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(true)
    const users = server.heard
      .flatMap((line) => /PLAIN (\S+)>$/.exec(line)?.[1] ?? [])
      .map((it) => atob(it).split('\0')[1])
    expect(users).toEqual(['user@example.test', 'user'])
  })

  test('with the service that has TLS, whatever the priority of one without', async () => {
    await using bare = await imapServer({ tls: undefined, implicitTls: false })
    await using server = await imapServer()
    await using dns = await resolverOf(
      zoneWith([
        ['_imap', bare.port],
        ['_imaps', server.port, { priority: 20 }],
      ]),
    )
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(true)
    expect(sent(bare.heard, login)).toBe(false)
    expect(sent(server.heard, login)).toBe(true)
  })

  test('by priority, with the next server where one cannot be reached', async () => {
    await using server = await imapServer()
    await using pop3 = await smallPop3Server({ tls: await good(), implicitTls: true, account, answers: withMailbox })
    const { port } = await closedPort()
    const places: Place[] = [
      ['_imaps', server.port, { priority: 20 }],
      ['_imaps', port],
      ['_pop3s', pop3.port, { priority: 10 }],
    ]
    await using dns = await resolverOf(zoneWith(places))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(true)
    expect([server.taken, pop3.taken]).toEqual([1, 0])
  })

  test('with POP3 where that has the lower priority value, whatever the weights', async () => {
    await using server = await imapServer()
    await using pop3 = await smallPop3Server({ tls: await good(), implicitTls: true, account, answers: withMailbox })
    const places: Place[] = [
      ['_imaps', server.port, { priority: 10, weight: 100 }],
      ['_pop3s', pop3.port],
    ]
    await using dns = await resolverOf(zoneWith(places))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(true)
    expect([server.taken, pop3.taken]).toEqual([0, 1])
  })

  test('with nothing where the target is "."', async () => {
    await using dns = await resolverOf(zoneWith([['_imaps', 993, { target: '.' }]]))
    await using profile = await withProfile(dns)
    expect(await profile.run('set-up')).toMatchObject({
      success: false,
      output: expect.stringContaining('names no servers'),
    })
  })

  test('without TLS only where the user wants less, and is warned', async () => {
    const answers = answering((line) =>
      line.endsWith('CAPABILITY') ? '* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\nTAG OK' : undefined,
    )
    await using server = await imapServer({ tls: undefined, implicitTls: false, answers })
    await using dns = await resolverOf(zoneWith([['_imap', server.port]]))
    await using profile = await withProfile({ ...dns, consent: true })
    expect((await profile.run('set-up')).success).toBe(false)
    expect((await profile.run('set-up', { reduced: true, consent: false })).success).toBe(false)
    expect(sent(server.heard, login)).toBe(false)
    expect(await profile.run('set-up', { reduced: true })).toMatchObject({
      success: true,
      output: expect.stringMatching(/^Warning/),
    })
    expect(await profile.run('connect')).toMatchObject({ success: true, output: expect.stringMatching(/^Warning/) })
    await profile.run('require')
    expect((await profile.run('connect')).success).toBe(false)
  })

  test('and TLS is noticed that comes later', async () => {
    const capabilities = '* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR'
    let listed = capabilities
    const answers = answering((line) => (line.endsWith('CAPABILITY') ? `${listed}\nTAG OK` : undefined))
    await using server = await imapServer({ implicitTls: false, answers })
    const zone = zoneWith([['_imap', server.port]])
    await using dns = await resolverOf(zone)
    await using profile = await withProfile({ ...dns, consent: true })
    await profile.run('set-up', { reduced: true })
    expect((await profile.run('connect')).output).not.toContain('TLS is available')
    zone.records = zoneWith([
      ['_imap', server.port],
      ['_imaps', 993],
    ]).records
    expect((await profile.run('connect')).output).toContain('TLS is available now')
    zone.records = zoneWith([['_imap', server.port]]).records
    listed = `${capabilities} STARTTLS`
    expect((await profile.run('connect')).output).toContain('TLS is available now')
  })
})

describe('A server outside the domain', () => {
  const target = 'host.other.test'

  test('is asked about before it is connected to', async () => {
    await using server = await imapServer({ tls: await certified({ dns: [target] }) })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port, { target }]]))
    await using profile = await withProfile(dns)
    expect(await profile.run('set-up')).toMatchObject({
      success: false,
      output: expect.stringMatching(/^Use the server host.other.test outside/),
    })
    expect(server.taken).toBe(0)
    expect((await profile.run('set-up', { consent: true })).success).toBe(true)
  })

  test('is used unasked where the records are signed', async () => {
    await using server = await imapServer({ tls: await certified({ dns: [target] }) })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port, { target }]], true))
    await using profile = await withProfile(dns)
    expect(await profile.run('set-up')).toMatchObject({ success: true, output: expect.not.stringContaining('outside') })
  })

  test.each([
    ['_imaps.example.test', true],
    ['_imaps.wrong.test', false],
    ['_pop3s.example.test', false],
  ])('is who its SRV-ID says: %s', async (srv, right) => {
    await using server = await imapServer({ tls: await certified({ srv: [srv] }) })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port, { target }]], true))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(right)
    expect(sent(server.heard, login)).toBe(right)
  })
})

describe('After a failure', () => {
  test.each([
    ['followed where it is signed', true],
    ['not followed where it is not', false],
  ])('another server of the domain is %s', async (_what, signed) => {
    await using server = await imapServer()
    await using pop3 = await smallPop3Server({ tls: await good(), implicitTls: true, account, answers: withMailbox })
    const zone = zoneWith([['_imaps', server.port]], signed)
    await using dns = await resolverOf(zone)
    await using profile = await withProfile(dns)
    await profile.run('set-up')
    await server[Symbol.asyncDispose]()
    await using other = await imapServer()
    zone.records = zoneWith([
      ['_imaps', other.port],
      ['_pop3s', pop3.port],
    ]).records
    expect((await profile.run('connect')).success).toBe(signed)
    expect([other.taken, pop3.taken]).toEqual([signed ? 1 : 0, 0])
  })
})

describe('A certificate that does not validate', () => {
  test('can be accepted when the account is set up, for it and its server alone, and given up again', async () => {
    await using server = await imapServer({ tls: await certified('self-signed') })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port]]))
    await using profile = await withProfile({ ...dns, consent: true })
    expect((await profile.run('set-up', { consent: false })).success).toBe(false)
    expect((await profile.run('set-up')).output).toMatch(/^Accept this certificate of mail.example.test/m)
    expect(sent(server.heard, login)).toBe(false)
    expect(await profile.run('connect')).toMatchObject({
      success: true,
      output: expect.not.stringContaining('confidential'),
    })
    await profile.run('require')
    expect((await profile.run('connect')).success).toBe(false)
    expect((await profile.run('set-up', { address: 'other@example.test', consent: false })).success).toBe(false)
  })

  test('is refused once it is not accepted any more', async () => {
    await using server = await imapServer({ tls: await certified('self-signed') })
    await using dns = await resolverOf(zoneWith([['_imaps', server.port]]))
    await using profile = await withProfile({ ...dns, consent: true })
    await profile.run('set-up')
    expect((await profile.run('connect')).success).toBe(true)
    await profile.run('unpin')
    expect(await profile.run('connect')).toMatchObject({
      success: false,
      output: expect.not.stringContaining('Accept'),
    })
  })
})

describe('DANE', () => {
  const named = (port: number) => `_${port}._tcp.mail.example.test`

  test.each<[string, { own: boolean; signed: boolean; right: boolean }]>([
    ['accepts the certificate that DNS vouches for', { own: true, signed: true, right: true }],
    ['refuses any other', { own: false, signed: true, right: false }],
    ['ignores what nobody has signed', { own: false, signed: false, right: true }],
  ])('%s', async (_what, { own, signed, right }) => {
    const shown = own ? await certified('self-signed') : await good()
    await using server = await imapServer({ tls: shown })
    const { cert } = own ? { cert: String(shown.cert) } : await serverIdentity()
    const tlsa: ZoneRecord = { name: named(server.port), type: 'TLSA', data: tlsaOf(cert) }
    await using dns = await resolverOf(zoneWith([['_imaps', server.port]], signed, [tlsa]))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(right)
    expect(sent(server.heard, login)).toBe(right)
  })

  test('stops where the answer is bogus', async () => {
    await using server = await imapServer()
    const bogus: Zone = { origin: named(server.port), signed: true, records: [], misbehaves: 'servfail' }
    await using dns = await resolverOf(bogus, zoneWith([['_imaps', server.port]], true))
    await using profile = await withProfile(dns)
    expect((await profile.run('set-up')).success).toBe(false)
    expect(server.taken).toBe(0)
  })
})
