import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { escape, Recording, type Side } from './recording.ts'
import { recorded } from './testing/recorded.ts'
import type { TlsFacts } from './wire/tls-session.ts'

describe('The dialogue', () => {
  test('is one line for each line of the server, wherever TCP cut them', () => {
    const recording = recorded(
      ['S', '220-a\r\n2'],
      ['S', '20 b\r'],
      ['S', '\n'],
      ['C', 'QUIT\r\n'],
      ['S', '221 bye\r\n'],
    )
    expect(recording.dialogue()).toEqual(['S: 220-a', 'S: 220 b', 'C: QUIT', 'S: 221 bye'])
  })

  test('shows a line of the server whole where it ended, whatever was said in between, but for the start of a session', () => {
    const recording = recorded(
      ['S', '220 a\r\n25'],
      ['C', 'EHLO b\r\n'],
      ['S', '0 ok\r'],
      ['C', { note: 'closes its half' }],
      ['S', '\n221-half'],
    )
    expect(recording.dialogue()).toEqual(['S: 220 a', 'C: EHLO b', 'C: <closes its half>', 'S: 250 ok', 'S: 221-half'])
    const injected = recorded(['S', '220 go\r\n250-inj'])
    const facts = { version: 'TLSv1.3', suite: 'TLS_AES_128_GCM_SHA256', chain: [] }
    injected.add(1, 'S', { layer: 'session', facts: facts as unknown as TlsFacts })
    injected.add(1, 'S', { layer: 'plaintext', data: Buffer.from('250 ok\r\n'), secured: true })
    expect(injected.dialogue()).toEqual(['S: 220 go', 'S: 250-inj', 'S: 250 ok'])
  })

  test('tells the records of a server from its lines, whichever came first and together', () => {
    const alert = '\x15\x03\x01\0\x02\x02\x28'
    const said = `220 go\r\n${alert}454 no\r\n`
    const shown = ['S: 220 go', 'S: <alert: fatal handshake_failure (40)>', 'S: 454 no']
    expect(recorded(['S', said]).dialogue()).toEqual(shown)
    expect(recorded(...Array.from(said, (byte): [Side, string] => ['S', byte])).dialogue()).toEqual(shown)
    expect(recorded(['S', '\x80\0\x01 hides\r\n250 nothing\r\n']).dialogue()).toEqual([
      String.raw`S: \x80\x00\x01 hides`,
      'S: 250 nothing',
    ])
  })

  test('is one line for each write of the client, since where it cuts is the attack', () => {
    const recording = recorded(
      ['C', 'STARTTLS\r\nNOOP\r\n'],
      ['C', 'STAR'],
      ['C', 'TTLS\n'],
      ['C', 'NOOP\r\n'],
      ['C', '\r\n'],
    )
    expect(recording.dialogue()).toEqual([
      'C: STARTTLS<CRLF>NOOP<CRLF>',
      'C: STAR<no line end>',
      'C: TTLS<LF>',
      'C: NOOP',
      'C: ',
    ])
  })

  test('shows what bytes alone do not say in angle brackets', () => {
    expect(recorded(['C', { note: 'starts TLS' }]).dialogue()).toEqual(['C: <starts TLS>'])
  })

  test('names the hello and the alert of a handshake that was made by hand', () => {
    const record = (type: number, fragment: number[]) => Buffer.from([type, 3, 1, 0, fragment.length, ...fragment])
    // version, random, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression
    const serverHello = [2, 0, 0, 38, 3, 2, ...Array<number>(32).fill(0), 0, 0, 0x2f, 0]
    const certificate = [11, 0, 0, 3, 0, 0, 0]
    const answers = Buffer.concat([record(22, serverHello), record(22, certificate), record(21, [2, 70])])
    const recording = recorded(
      ['C', record(22, [1, 0, 0, 0]).toString('latin1')],
      ['S', `${answers.toString('latin1')}454 no\r\n`],
      ['S', record(22, serverHello.slice(0, 20)).toString('latin1')],
      ['C', record(22, [1, ...Array<number>(63).fill(0xab)]).toString('latin1')],
    )
    expect(recording.dialogue()).toEqual([
      'C: <ClientHello: 4 bytes>',
      'S: <ServerHello: TLSv1.1, TLS_RSA_WITH_AES_128_CBC_SHA>',
      'S: <alert: fatal protocol_version (70)>',
      'S: 454 no',
      'S: <a part of a ServerHello: 20 bytes>',
      // a Finished whose first byte happens to be that of a ClientHello
      'C: <TLS records: 69 bytes>',
    ])
  })

  test('leaves out TCP and TLS, which hold the same bytes again', () => {
    const recording = recorded(['S', '220 a'])
    recording.add(1, 'S', { layer: 'tcp', data: Buffer.from('220 a') })
    recording.add(1, 'S', { layer: 'tls', record: 23, length: 40 })
    recording.add(1, 'S', { layer: 'plaintext', data: Buffer.from(' b\r\n') })
    expect(recording.dialogue()).toEqual(['S: 220 a b'])
  })

  test('goes connection by connection, in the order in which they were opened', () => {
    const recording = new Recording()
    const [first, second] = [recording.nextConnection(), recording.nextConnection()]
    const say = (connection: number, text: string) =>
      recording.add(connection, 'C', { layer: 'plaintext', data: Buffer.from(`${text}\r\n`) })
    say(second, 'b1')
    say(first, 'a1')
    say(second, 'b2')
    say(first, 'a2')
    expect(recording.lines().map(({ connection, text }) => `${connection} ${text}`)).toEqual([
      '1 C: a1',
      '1 C: a2',
      '2 C: b1',
      '2 C: b2',
    ])
  })

  test('holds times that never go back within a connection', () => {
    const times = recorded(['S', 'a\r\n'], ['C', 'b\r\n'], ['S', 'c\r\n'])
      .lines()
      .map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(0)
  })
})

describe('Time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  test('is counted from when the check begins, not from what it waited for before', () => {
    const recording = new Recording()
    const made = recording.beganAt.getTime()
    vi.advanceTimersByTime(2000)
    recording.begin()
    vi.advanceTimersByTime(30)
    recording.add(recording.nextConnection(), 'C', { layer: 'note', text: 'speaks' })
    expect(recording.lines()).toEqual([{ at: 30, connection: 1, text: 'C: <speaks>' }])
    expect(recording.elapsed()).toBe(30)
    expect(recording.beganAt.getTime() - made).toBe(2000)
  })

  test('of what was done before, for several checks, is counted from when that began', () => {
    const shared = new Recording()
    vi.advanceTimersByTime(10)
    shared.add(shared.nextConnection(), 'C', { layer: 'note', text: 'before' })
    vi.advanceTimersByTime(2000)
    const recording = new Recording()
    vi.advanceTimersByTime(100)
    const own = recorded(['C', { note: 'in the check' }])
    const between = new Recording()
    between.include(shared)
    recording.include(between)
    recording.include(own)
    expect(recording.lines()).toEqual([
      { at: 10, connection: 1, text: 'C: <before>' },
      { at: 100, connection: 2, text: 'C: <in the check>' },
    ])
  })
})

describe('What a server says is hostile', () => {
  test('Control characters and what is not ASCII are escaped', () => {
    const hostile = recorded(['S', '220 \x1b[31mred\x07\x00\x7f \xe9\r\n250 a\rb\r\n'])
    expect(hostile.dialogue()).toEqual(['S: 220 \\x1b[31mred\\x07\\x00\\x7f \\xe9', 'S: 250 a\\x0db'])
  })

  test('A bare LF begins a line, and cannot forge the client’s', () => {
    expect(recorded(['S', '220 a\nC: QUIT\r\n']).dialogue()).toEqual(['S: 220 a', 'S: C: QUIT'])
  })

  test('A note that quotes it is escaped, too', () => {
    expect(recorded(['S', { note: 'says \x1b' }]).dialogue()).toEqual(['S: <says \\x1b>'])
  })

  test('Endless lines are cut, and say how long they were', () => {
    expect(escape('x'.repeat(1001))).toBe(`${'x'.repeat(1000)}… (1001 characters)`)
    expect(escape('x'.repeat(1000))).toBe('x'.repeat(1000))
  })
})

describe('A secret never comes out', () => {
  const password = 'correct horse'
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const cases: [title: string, text: string, shown: string][] = [
    ['as it is', `PASS ${password}`, 'PASS <redacted>'],
    ['in base64', base64(password), '<redacted>'],
    ['in hex', `x ${Buffer.from(password).toString('hex')}`, 'x <redacted>'],
    ['in capital hex', `x ${Buffer.from(password).toString('hex').toUpperCase()}`, 'x <redacted>'],
    ['in capitals', `unknown command "PASS ${password.toUpperCase()}"`, 'unknown command "PASS <redacted>"'],
    ['in a URL', 'smtp://user:correct%20horse@host', 'smtp://user:<redacted>@host'],
    ['several times', `${password} ${password}`, '<redacted> <redacted>'],
  ]

  test.each(cases)('%s', (_title, text, shown) => {
    for (const side of ['C', 'S'] as const) {
      const recording = recorded([side, `${text}\r\n`])
      recording.hide(password)
      expect(recording.dialogue()).toEqual([`${side}: ${shown}`])
    }
  })

  test.each(['', 'u', 'us', 'user'])('inside a SASL response that acts for "%s"', (authorize) => {
    const recording = recorded(['C', `AUTH PLAIN ${base64(`${authorize}\0user\0${password}`)}\r\n`])
    recording.hide(password)
    expect(recording.dialogue()[0]).toContain('<redacted>')
    const decoded = Buffer.from(recording.dialogue()[0]!.slice('C: AUTH PLAIN '.length), 'base64').toString('latin1')
    for (let at = 0; at + 4 <= password.length; at++) expect(decoded).not.toContain(password.slice(at, at + 4))
  })

  test('in a line that TCP cut in the middle of it', () => {
    const recording = recorded(['S', '535 not correct ho'], ['S', 'rse\r\n'])
    recording.hide(password)
    expect(recording.dialogue()).toEqual(['S: 535 not <redacted>'])
  })

  test('in a note', () => {
    const recording = recorded(['S', { note: `sends plaintext beside TLS: ${password}` }])
    recording.hide(password)
    expect(recording.dialogue()).toEqual(['S: <sends plaintext beside TLS: <redacted>>'])
  })

  test('where it holds what is escaped', () => {
    const recording = recorded(['C', 'PASS p\xe4\x1bssword\r\n'])
    recording.hide('p\xe4\x1bssword')
    expect(recording.dialogue()).toEqual(['C: PASS <redacted>'])
  })

  test('where a server gives it back as UTF-8', () => {
    const recording = recorded(['S', `535 ${Buffer.from('pässword').toString('latin1')}\r\n`])
    recording.hide('pässword')
    expect(recording.dialogue()).toEqual(['S: 535 <redacted>'])
  })

  test('in a text that quotes a server, which is escaped', () => {
    const recording = new Recording()
    recording.hide('p\xe4ss "word"')
    expect(recording.redact(escape('535 no p\xe4ss "word" here'))).toBe('535 no <redacted> here')
  })

  test('in pieces of a client, which are still told apart', () => {
    const recording = recorded(['C', 'PASS corr'], ['C', 'ect ho'], ['C', 'rse\r\n'])
    recording.hide(password)
    expect(recording.dialogue()).toEqual([
      'C: PASS <redacted><no line end>',
      'C: <redacted><no line end>',
      'C: <redacted>',
    ])
  })

  test('in pieces of a server between which the client speaks', () => {
    const recording = recorded(['S', '535-correct ho\r\n'], ['C', 'QUIT\r\n'], ['S', '535 rse\r\n'])
    recording.hide(password)
    expect(recording.dialogue()).toEqual(['S: 535-<redacted>', 'C: QUIT', 'S: 535 <redacted>'])
  })

  test('behind an alert that was made by hand', () => {
    const alert = '\x15\x03\x03\x00\x02\x02\x28'
    const recording = recorded(['S', `${alert}535-correct ho\r\n535 rse\r\n`])
    recording.hide(password)
    expect(recording.dialogue()).toEqual([expect.stringContaining('alert'), 'S: 535-<redacted>', 'S: 535 <redacted>'])
  })

  test('where only the login shows it, be it on another connection', () => {
    const recording = recorded(['C', 'PASS another horse\r\n'], ['S', '-ERR no ANOTHER HORSE\r\n'])
    recording.include(recorded(['S', '220 another horse here\r\n']))
    expect(recording.dialogue()).toEqual(['C: PASS <redacted>', 'S: -ERR no <redacted>', 'S: 220 <redacted> here'])
    expect(recording.redact('it said "another horse"')).toBe('it said "<redacted>"')
  })

  test('and no secret hides nothing', () => {
    const recording = recorded(['S', '220 a\r\n'])
    recording.hide('')
    expect(recording.dialogue()).toEqual(['S: 220 a'])
  })

  test('and a short one does not redact pieces of base64 by chance', () => {
    const recording = recorded(['C', `${base64('a picture of a pwn')}\r\n`])
    recording.hide('pw')
    expect(recording.dialogue()).toEqual([`C: ${base64('a picture of a pwn')}`])
  })
})
