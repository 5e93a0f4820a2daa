import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult, OperatorContext } from './check.ts'
import { startDnsServer } from './dns/dns-server.ts'
import type { Zone, ZoneRecord } from './dns/zone.ts'
import { type Check, defineCheck } from './check.ts'
import { run } from './run.ts'
import type { Listener } from './subject.ts'
import { serverIdentity } from './testing/identity.ts'
import { smallImapServer } from './testing/small-imap-server.ts'
import { subjectOf } from './testing/subject.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

const account = { user: 'user', password: 'right' }

/** example.org, whose IMAP server is at this port of a host with this address. */
function zoneWith(port: number, address: ZoneRecord[]): Zone {
  const data = { priority: 0, weight: 1, port, target: 'mail.example.org' }
  return {
    origin: 'example.org',
    signed: true,
    records: [{ name: '_imap._tcp.example.org', type: 'SRV', data }, ...address],
  }
}

const atLoopback: ZoneRecord[] = [{ name: 'mail.example.org', type: 'A', data: '127.0.0.1' }]

/** A check of the operator that has its way with the IMAP server that SRV names. */
function checkOf(look: (context: OperatorContext) => Promise<unknown>): Check {
  return defineCheck<'operator'>({
    id: 'operator/check',
    roles: ['operator'],
    decides: ['rfc8314-4-7'],
    purpose: 'it works',
    async run(context) {
      context.seen(JSON.stringify(await look(context)))
    },
  })
}

async function judged(resolver: Listener, look: (context: OperatorContext) => Promise<unknown>): Promise<CheckResult> {
  const operator = { name: 'example.org', domain: 'example.org', resolver }
  const subject = subjectOf([], { operator, account, serverName: 'other.example.org' })
  const { results } = await run(subject, [checkOf(look)])
  return results[0]!
}

const imapOf = async ({ services, at }: OperatorContext) => {
  const { labels } = await services()
  return await at('_imap', labels._imap.records[0]!)
}

describe('A server that SRV names', () => {
  test('is spoken to where the resolver says that it is, by its name, and nobody logs in', async () => {
    await using imap = await smallImapServer({ tls: identity, account })
    await using dns = await startDnsServer({ zones: [zoneWith(imap.port, atLoopback)] })
    const result = await judged(dns, async (context) => {
      const server = await imapOf(context)
      const dialogue = await server.connectSecurely()
      const { name, port, serverName, canLogIn, tlsHasWorked, problem } = server
      return {
        name,
        port: port === imap.port,
        serverName,
        canLogIn,
        tlsHasWorked,
        problem,
        tls: dialogue.peer.tls!.version,
      }
    })
    expect(JSON.parse(result.seen!.outcome)).toEqual({
      name: `imap://mail.example.org:${imap.port}`,
      port: true,
      serverName: 'mail.example.org',
      canLogIn: false,
      tlsHasWorked: true,
      tls: 'TLSv1.2',
    })
    expect(imap.heard.filter((line) => /LOGIN|AUTHENTICATE/.test(line))).toEqual([])
    expect(result.dialogue.slice(0, 4)).toEqual([
      'C: <asks DNS for example.org MX>',
      'S: <no-data, authenticated>',
      'C: <asks DNS for _submissions._tcp.example.org SRV>',
      'S: <no-such-name, authenticated>',
    ])
    expect(result.dialogue).toContain(`C: <connects to imap://mail.example.org:${imap.port}>`)
  })

  test('is met once, whoever asks', async () => {
    await using imap = await smallImapServer()
    await using dns = await startDnsServer({ zones: [zoneWith(imap.port, atLoopback)] })
    const operator = { name: 'example.org', domain: 'example.org', resolver: dns }
    const check = checkOf(async (context) => (await imapOf(context)).problem)
    await run(subjectOf([], { operator }), [check, { ...check, id: 'operator/other' }])
    expect(imap.taken).toBe(1)
  })

  test('is tried at each of its addresses', async () => {
    await using imap = await smallImapServer()
    const both: ZoneRecord[] = [{ name: 'mail.example.org', type: 'AAAA', data: '::1' }, ...atLoopback]
    await using dns = await startDnsServer({ zones: [zoneWith(imap.port, both)] })
    const result = await judged(dns, async (context) => `${(await (await imapOf(context)).connect()).greeting}`)
    expect(result.seen?.outcome).toContain('small.example.org')
  })

  test('is a problem where it has no address, and where DNS fails for it', async () => {
    const host = { origin: 'mail.example.org', signed: true, records: [] }
    const problem = async (context: OperatorContext) => (await imapOf(context)).problem?.code
    await using none = await startDnsServer({ zones: [zoneWith(143, [])] })
    expect((await judged(none, problem)).seen?.outcome).toBe('"unresolvable"')
    await using fails = await startDnsServer({ zones: [zoneWith(143, []), { ...host, misbehaves: 'servfail' }] })
    expect((await judged(fails, problem)).seen?.outcome).toBe('"resolver-refused"')
    const dialled = await judged(none, async (context) => (await imapOf(context)).dial())
    expect(dialled.reason?.text).toBe('expected a host, but mail.example.org has no address')
  })
})

describe('Questions of a check', () => {
  test('go to the same resolver, and stand in the dialogue', async () => {
    await using dns = await startDnsServer({ zones: [zoneWith(143, atLoopback)] })
    const result = await judged(dns, async ({ ask }) =>
      (await ask('mail.example.org', 'A')).records.map(({ data }) => data),
    )
    expect(result.seen?.outcome).toBe('["127.0.0.1"]')
    expect(result.dialogue).toEqual(['C: <asks DNS for mail.example.org A>', 'S: <127.0.0.1, authenticated>'])
  })

  test('that nobody answers are a problem of the run, told once and with advice', async () => {
    await using dns = await startDnsServer({ zones: [] })
    const operator = { name: 'example.org', domain: 'example.org', resolver: dns }
    const check = checkOf(({ services }) => services())
    const outcome = await run(subjectOf([], { operator }), [check, { ...check, id: 'operator/other' }])
    const text = expect.stringContaining('found REFUSED; is that a resolver that answers this machine? --resolver')
    expect(outcome.problems).toEqual([{ endpoint: 'example.org', reason: { code: 'resolver-refused', text } }])
    expect(outcome.results.map(({ verdict, reason }) => [verdict, reason?.code])).toEqual([
      ['inconclusive', 'resolver-refused'],
      ['inconclusive', 'resolver-refused'],
    ])
  })
})

test('A check of the operator knows how many connections it has', async () => {
  const check = { ...checkOf(async ({ connections }) => connections), connections: 5 }
  const subject = subjectOf([], { operator: { name: 'operator' } })
  const seen = async (concurrency: number) => (await run(subject, [check], { concurrency })).results[0]?.seen?.outcome
  expect([await seen(8), await seen(3)]).toEqual(['5', '3'])
})
