import { expect, test } from 'vitest'
import { Peer } from '../peer.ts'
import { Recording, type SocketAddress } from '../recording.ts'
import { type Protocol, protocols } from '../subject.ts'
import { serverIdentity } from '../testing/identity.ts'
import { socketPair } from '../testing/socket-pair.ts'
import { packetsIn } from '../testing/pcapng-reader.ts'
import { describeWithTshark, dissect } from '../testing/tshark.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { captureOf } from './capture.ts'

/** How each language begins, asks for TLS, and says inside what is to be found; each a command and its answer. */
const scripts = {
  smtp: { greeting: '220 ready', upgrade: ['STARTTLS', '220 go'], inside: ['EHLO secret.example', '250 secret'] },
  imap: { greeting: '* OK ready', upgrade: ['a1 STARTTLS', 'a1 OK go'], inside: ['a2 NOOP', 'a2 OK secret'] },
  pop3: { greeting: '+OK ready', upgrade: ['STLS', '+OK go'], inside: ['CAPA', '-ERR secret'] },
} as const

/** What Wireshark puts before a line of each side. */
const sides = { smtp: { C: 'C: ', S: 'S: ' }, imap: { C: 'Request: ', S: 'Response: ' }, pop3: { C: 'C: ', S: 'S: ' } }

/** A dialogue with TLS between two peers; what each side of it recorded. */
async function talk(
  protocol: Protocol,
  tls: Pick<ServerTls, 'minVersion' | 'maxVersion'>,
  recordings: { C: Recording; S: Recording },
): Promise<void> {
  const { language, implicitTls } = protocols[protocol]
  const { greeting, upgrade, inside } = scripts[language]
  const { cert, key } = await serverIdentity()
  await using sockets = await socketPair()
  const { signal } = new AbortController()
  await using client = new Peer(sockets.client, { side: 'C', recording: recordings.C, signal, protocol })
  await using server = new Peer(sockets.server, { side: 'S', recording: recordings.S, signal, protocol })
  const exchange = async ([command, answer]: readonly [string, string]) => {
    client.send(`${command}\r\n`)
    await server.line()
    server.send(`${answer}\r\n`)
    await client.line()
  }
  const greet = async () => {
    server.send(`${greeting}\r\n`)
    await client.line()
  }
  if (!implicitTls) {
    await greet()
    await exchange(upgrade)
  }
  await Promise.all([client.startTls(tls), server.startTls({ cert, key, ...tls })])
  if (implicitTls) await greet()
  await exchange(inside)
}

const all = Object.keys(protocols) as Protocol[]

async function talkInAll(version: 'TLSv1.2' | 'TLSv1.3', keepsSecrets: boolean) {
  const recordings = { C: new Recording({ keepsSecrets }), S: new Recording({ keepsSecrets }) }
  for (const protocol of all) await talk(protocol, { minVersion: version, maxVersion: version }, recordings)
  return recordings
}

/** What is no mail protocol, or looks broken to Wireshark. */
const suspicious =
  '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0 || (tcp.len > 0 && !tls && !smtp && !imap && !pop)'

describeWithTshark('Wireshark', () => {
  test.each([
    ['TLSv1.2', 'C'],
    ['TLSv1.2', 'S'],
    ['TLSv1.3', 'C'],
    ['TLSv1.3', 'S'],
  ] as const)('sees inside %s what side %s has recorded, on the port of each protocol', async (version, side) => {
    const recordings = await talkInAll(version, true)
    const capture = captureOf(recordings[side], 'a comment')!
    const found = await dissect(capture, 'tls && (smtp || imap || pop)', ['tcp.srcport', '_ws.col.Info'])
    const expected = all.flatMap((protocol) => {
      const { language, implicitTls, port } = protocols[protocol]
      const { greeting, inside } = scripts[language]
      const { C, S } = sides[language]
      return [
        ...(implicitTls ? [[String(port), S + greeting]] : []),
        [expect.not.stringMatching(`^${port}$`), C + inside[0]],
        [String(port), S + inside[1]],
      ]
    })
    expect(found).toEqual(expected)
    expect(await dissect(capture, suspicious, ['frame.number', '_ws.col.Info'])).toEqual([])
  })

  test('sees nothing inside where the recording kept no secrets', async () => {
    const { C } = await talkInAll('TLSv1.3', false)
    const capture = captureOf(C, 'a comment')!
    expect(await dissect(capture, 'tls.app_data', ['frame.number'])).not.toEqual([])
    expect(await dissect(capture, 'tls && (smtp || imap || pop)', ['frame.number'])).toEqual([])
  })

  test('shows long writes as segments, and how each side has ended, over IPv6, too', async () => {
    const recording = opened({ address: '2001:db8::1', port: 50_000 }, { address: 'fe80::2%eth0', port: 44_321 })
    recording.add(1, 'S', { layer: 'tcp', data: Buffer.from(`+OK ${'x'.repeat(3000)}\r\n`) })
    recording.add(1, 'C', { layer: 'note', text: 'closes its half' })
    recording.add(1, 'C', { layer: 'end', end: 'fin' })
    recording.add(1, 'S', { layer: 'end', end: 'rst' })
    recording.add(1, 'C', { layer: 'note', text: 'the last word' })
    const capture = captureOf(recording, 'a comment')!
    const fields = ['ipv6.src', 'tcp.srcport', 'tcp.len', 'tcp.flags.str', 'frame.comment']
    const [client, server] = [
      ['2001:db8::1', '50000'],
      ['fe80::2', '110'],
    ]
    const about = "connection 1,the server's port was 44321, 110 is that of pop3"
    expect(await dissect(capture, 'tcp', fields)).toEqual([
      [...client, '0', '··········S·', about],
      [...server, '0', '·······A··S·', ''],
      [...client, '0', '·······A····', ''],
      [...server, '1440', '·······AP···', ''],
      [...server, '1440', '·······AP···', ''],
      [...server, '126', '·······AP···', ''],
      [...client, '0', '·······A···F', 'C: <closes its half>'],
      [...server, '0', '·······A·R··', 'C: <the last word>'],
    ])
    expect(await dissect(capture, suspicious, ['frame.number', '_ws.col.Info'])).toEqual([])
  })

  test('tells connections apart that had the same ports', async () => {
    const recording = new Recording()
    for (const [index, line] of ['+OK first\r\n', '+OK second\r\n'].entries()) {
      const other = opened({ address: '192.0.2.1', port: 50_000 }, { address: '::ffff:192.0.2.2', port: 110 })
      other.add(1, 'S', { layer: 'tcp', data: Buffer.from(line) })
      recording.include(other)
      expect(recording.events.at(-1)!.connection).toBe(index + 1)
    }
    const found = await dissect(captureOf(recording, 'a comment')!, 'pop', ['tcp.stream', 'ip.src', '_ws.col.Info'])
    expect(found).toEqual([
      ['0', '192.0.2.2', 'S: +OK first'],
      ['1', '192.0.2.2', 'S: +OK second'],
    ])
  })
})

test('An address of IPv6 that ends as one of IPv4 does is the same with its dots', () => {
  const [dotted, plain] = ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'].map((address) =>
    captureOf(opened({ address: '::1', port: 1 }, { address, port: 2 }), 'a comment'),
  )
  const endsIn = (capture?: Buffer) => packetsIn(capture!).packets.map(({ to, from }) => [from, to])
  expect(endsIn(dotted)).toEqual(endsIn(plain))
  expect(packetsIn(plain!).packets[0]!.to.address).toBe('64:ff9b::c000:221')
})

function opened(client: SocketAddress, server: SocketAddress): Recording {
  const recording = new Recording()
  recording.add(recording.nextConnection(), 'C', { layer: 'open', client, server, protocol: 'pop3' })
  return recording
}

test('A recording holds no secrets unless it is told to', async () => {
  const kept = async (keepsSecrets: boolean) => {
    const { C, S } = await talkInAll('TLSv1.3', keepsSecrets)
    return [C, S].map(({ events }) => events.filter(({ layer }) => layer === 'secret').length > 0)
  }
  expect(await kept(false)).toEqual([false, false])
  expect(await kept(true)).toEqual([true, true])
  expect(new Recording({ keepsSecrets: true }).another().keepsSecrets).toBe(true)
  expect(new Recording().another().keepsSecrets).toBe(false)
})

test('There is no capture where nothing went over TCP', () => {
  const recording = new Recording()
  recording.add(recording.nextConnection(), 'C', { layer: 'note', text: 'asks DNS' })
  expect(captureOf(recording, 'a comment')).toBeUndefined()
})
