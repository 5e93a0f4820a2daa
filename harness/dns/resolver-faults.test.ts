import dgram from 'node:dgram'
import { once } from 'node:events'
import * as dns from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { MailtlsError } from '../errors.ts'
import { closedPort, listenWith } from '../testing/listener.ts'
import { answerWith, ask, never, respond, startResolver, zone } from './testing/resolvers.ts'
import type { Misbehaviour } from './zone.ts'

describe('Of a resolver that', () => {
  test.each<[Misbehaviour, MailtlsError['code'], string]>([
    ['silent', 'resolver-silent', 'none within 300 ms'],
    ['servfail', 'resolver-refused', 'SERVFAIL; resolvers that validate say so where signatures are wrong (bogus)'],
    ['truncates', 'not-dns', 'truncated by TCP too'],
    ['loops', 'dns-loop', 'expected an end of the aliases'],
    ['garbage', 'not-dns', 'expected a DNS message, found 14 bytes that are none'],
    ['wrong-id', 'not-dns', 'found answers to other questions only'],
  ])('misbehaves (%s) we say %s', async (misbehaves, code, text) => {
    await using server = await startResolver([zone([], { misbehaves })], misbehaves === 'silent' ? 300 : 5000)
    await expect(server.resolver.query('example.org', 'A', never)).rejects.toMatchObject({
      name: 'MailtlsError',
      code,
      message: expect.stringContaining(text),
    })
  })

  test('refuses we name the code', async () => {
    await using server = await startResolver([])
    await expect(server.resolver.query('example.org', 'A', never)).rejects.toMatchObject({
      code: 'resolver-refused',
      message: expect.stringMatching(/about example\.org A from the resolver 127\.0\.0\.1:\d+, found REFUSED$/),
    })
  })

  test('explains its error we hand that on, escaped', async () => {
    const data = Buffer.concat([Buffer.from([0, 6]), Buffer.from('no\x1bkey')])
    const options = [{ code: 15, data }] as unknown as dns.PacketOpt[]
    const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0 } as const
    using server = await answerWith((query) =>
      respond(query, { flags: 2, additionals: [{ ...opt, flag_do: true, options }] }),
    )
    await expect(ask(server)).rejects.toThrow('SERVFAIL (extended error 6: no\\x1bkey)')
  })

  test.each([
    ['an error without the question', { flags: 1, questions: [] }, 'found FORMERR'],
    ['an error of EDNS', { additionals: [badVersion()] }, 'found rcode 16'],
    ['a referral', { flags: 0 }, 'found a referral'],
  ])('sends %s we say that it refused', async (_title, packet, text) => {
    using server = await answerWith((query) => respond(query, packet))
    await expect(ask(server)).rejects.toMatchObject({
      code: 'resolver-refused',
      message: expect.stringContaining(text),
    })
  })

  test('is not there we say so', async () => {
    const nobody = await closedPort()
    await expect(ask(nobody)).rejects.toMatchObject({ code: 'connection-refused' })
  })

  test('has no address we say so', async () => {
    await expect(ask({ host: 'x.invalid', port: 53 })).rejects.toMatchObject({ code: 'unresolvable' })
  })

  test('ends the TCP connection within the answer we say that it said nothing', async () => {
    await using tcp = await listenWith((socket) => void socket.end(Buffer.from([0, 40, 1])))
    const udp = dgram.createSocket('udp4').on('message', (bytes, from) => {
      udp.send(respond(dns.decode(bytes), { flags: dns.TRUNCATED_RESPONSE }), from.port, from.address)
    })
    udp.bind(tcp.port, tcp.host)
    await once(udp, 'listening')
    await expect(ask(tcp)).rejects.toMatchObject({
      code: 'resolver-silent',
      message: expect.stringContaining('an end'),
    })
    udp.close()
  })
})

describe('A question', () => {
  test('for what is no name is not asked', async () => {
    await expect(ask(await closedPort(), 'a..b')).rejects.toMatchObject({ code: 'usage' })
  })

  test('ends with the signal, and with what it carries', async () => {
    await using server = await startResolver([zone([], { misbehaves: 'silent' })])
    const controller = new AbortController()
    const asked = server.resolver.query('example.org', 'A', controller.signal)
    const reason = new MailtlsError('deadline', 'the check took too long')
    controller.abort(reason)
    await expect(asked).rejects.toBe(reason)
    await expect(server.resolver.query('example.org', 'A', controller.signal)).rejects.toBe(reason)
  })
})

function badVersion(): dns.Answer {
  const flags = { extendedRcode: 1, ednsVersion: 0, flags: 0, flag_do: false }
  return { type: 'OPT', name: '.', udpPayloadSize: 512, ...flags, options: [] }
}
