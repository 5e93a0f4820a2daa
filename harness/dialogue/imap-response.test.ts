import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { clientPeer } from '../testing/peers.ts'
import { ImapAnswer, ImapCapabilities, listsIn, literalIn, readAnswer, readResponse } from './imap-response.ts'

/** A peer that these bytes come to, each piece apart. */
async function hearing(...pieces: string[]) {
  const ends = await clientPeer()
  const come = (async () => {
    for (const piece of pieces) {
      ends.raw.server.write(piece, 'latin1')
      await once(ends.raw.client, 'data')
    }
    ends.raw.server.end()
  })()
  return { ...ends, come }
}

describe('A response', () => {
  test.each([
    ['* OK ready', '*', 'OK ready'],
    ['* OK', '*', 'OK'],
    ['* 3 EXISTS', '*', '3 EXISTS'],
    ['m1 NO [ALERT] not now', 'm1', 'NO [ALERT] not now'],
    ['+ go on', '+', 'go on'],
    ['+ ', '+', ''],
    ['+', '+', ''],
    ['+ dXNlcg==', '+', 'dXNlcg=='],
    ['* LIST () "/" "caf\xe9"', '*', 'LIST () "/" "caf\xe9"'],
  ])('is "%s"', async (line, tag, text) => {
    await using it = await hearing(`${line}\r\n* next\r\n`)
    expect(await readResponse(it.client)).toEqual({ tag, text })
    expect(await it.client.line()).toBe('* next')
  })

  test.each(['', ' OK', '*', '* ', 'm1', 'm1 ', '220', '(m1) OK', '"m1" OK', '\x16\x03'])(
    'is not "%s"',
    async (line) => {
      await using it = await hearing(`${line}\r\n`)
      await expect(readResponse(it.client)).rejects.toMatchObject({
        code: expect.stringMatching(/^not-the-protocol$|^tls-instead-of-plaintext$/),
      })
    },
  )

  test('that is none is quoted escaped and cut', async () => {
    await using it = await hearing(`\x1b[2J${'x'.repeat(500)}\r\n`)
    const error = await readResponse(it.client).catch((thrown: unknown) => thrown)
    expect(String(error)).toContain(String.raw`found "\x1b[2Jxxx`)
    expect(String(error).length).toBeLessThan(200)
  })
})

describe('A literal', () => {
  const fetched = '* 1 FETCH (BODY[HEADER] {15}\r\nTo: a\r\nX: {9}\r\n FLAGS () BODY[TEXT] {5}\r\n.\r\nm1)\r\n'
  const text = fetched.slice(2, -2)

  test('is part of its response, whatever it holds', async () => {
    await using it = await hearing(`${fetched}m1 OK done\r\n`)
    expect(await readResponse(it.client)).toEqual({ tag: '*', text })
    expect(await it.client.line()).toBe('m1 OK done')
  })

  test('is the same where it comes byte by byte', async () => {
    await using it = await hearing(...fetched.split(''))
    expect(await readResponse(it.client)).toEqual({ tag: '*', text })
    await it.come
  })

  test.each([...fetched.matchAll(/[{}\r\n]/g)].map(({ index }) => index))(
    'is the same where it is cut at %i',
    async (at) => {
      await using it = await hearing(fetched.slice(0, at), fetched.slice(at))
      expect(await readResponse(it.client)).toEqual({ tag: '*', text })
    },
  )

  test('may be empty, stand at the end, and be of any bytes', async () => {
    await using it = await hearing('* 1 FETCH (A {0}\r\n B ~{3}\r\n\x00\xff\n)\r\n* LIST () NIL {5}\r\nINBOX\r\n')
    expect((await readResponse(it.client)).text).toBe('1 FETCH (A {0}\r\n B ~{3}\r\n\x00\xff\n)')
    expect((await readResponse(it.client)).text).toBe('LIST () NIL {5}\r\nINBOX')
  })

  test.each(['* OK ready {5}', '* bye {5}', 'm1 NO {5}', '+ say {5}', '+ {5}'])(
    'is not announced by a text for people: "%s"',
    async (line) => {
      await using it = await hearing(`${line}\r\n* next\r\n`)
      await readResponse(it.client)
      expect(await it.client.line()).toBe('* next')
    },
  )

  test('that does not come to its end ends with the connection', async () => {
    await using it = await hearing('* 1 FETCH ({5}\r\nab')
    await expect(readResponse(it.client)).rejects.toMatchObject({ code: 'ended' })
  })

  test('is found in the text, by its length', () => {
    expect(literalIn(text)).toBe('To: a\r\nX: {9}\r\n')
    expect(literalIn('1 FETCH (X {4}\r\na\r\n)')).toBe('a\r\n)')
    expect(literalIn('1 FETCH (X {0}\r\n)')).toBe('')
    expect(literalIn('1 FETCH (X "{3}")')).toBeUndefined()
  })
})

describe('What is too long is given up', () => {
  test('a literal of more than a megabyte', async () => {
    await using it = await hearing('* 1 FETCH ({1048577}\r\n')
    await expect(readResponse(it.client)).rejects.toMatchObject({ code: 'too-long' })
  })

  test('a response of more than four', async () => {
    const megabyte = 'x'.repeat(1024 * 1024)
    const peer = { line: async () => '* 1 FETCH ({1048576}', exactly: async () => Buffer.from(megabyte) }
    await expect(readResponse(peer)).rejects.toMatchObject({ code: 'too-long' })
  })

  test('ten thousand untagged responses', async () => {
    const peer = { line: async () => '* 1 EXISTS', exactly: async () => Buffer.alloc(0) }
    await expect(readAnswer(peer)).rejects.toMatchObject({ code: 'too-long' })
  })
})

describe('An answer', () => {
  test('is the tagged response, behind what came untagged', async () => {
    await using it = await hearing('* 1 EXISTS\r\n* OK [UNSEEN 1] x\r\nm1 ok [READ-ONLY] done\r\n* 2 EXISTS\r\n')
    expect(await readAnswer(it.client)).toMatchObject({
      tag: 'm1',
      text: 'ok [READ-ONLY] done',
      status: 'OK',
      untagged: ['1 EXISTS', 'OK [UNSEEN 1] x'],
    })
    expect(await it.client.line()).toBe('* 2 EXISTS')
  })

  test('may ask to go on', async () => {
    await using it = await hearing('* 1 EXISTS\r\n+ VXNlcm5hbWU6\r\n')
    const answer = await readAnswer(it.client)
    expect(answer).toMatchObject({ tag: '+', challenge: 'VXNlcm5hbWU6', status: '', untagged: ['1 EXISTS'] })
  })

  test('that the connection ends before is told by the BYE, where there is one', async () => {
    await using bye = await hearing('* 1 EXISTS\r\n* BYE too\x07 many\r\n')
    await expect(readAnswer(bye.client)).rejects.toMatchObject({
      code: 'closing',
      message: String.raw`the server closes: "* BYE too\x07 many"`,
      cause: expect.objectContaining({ code: 'ended' }),
    })
    await using silent = await hearing('* 1 EXISTS\r\nm1 O')
    await expect(readAnswer(silent.client)).rejects.toMatchObject({ code: 'ended' })
  })

  test.each([
    ['*', 'OK ready', 'OK', true, '* OK'],
    ['*', 'preauth for you', 'PREAUTH', true, '* PREAUTH'],
    ['m1', 'ok', 'OK', true, 'm1 OK'],
    ['m1', 'No [ALERT] x', 'NO', false, 'm1 NO'],
    ['m1', 'BAD x', 'BAD', false, 'm1 BAD'],
    ['*', 'BYE', 'BYE', false, '* BYE'],
    ['*', '5 EXISTS', '', false, '* '],
    ['+', 'OK', '', true, '+'],
  ])('"%s %s" has the status "%s"', (tag, text, status, accepted, shape) => {
    expect(new ImapAnswer({ tag, text })).toMatchObject({ status, accepted, shape })
  })

  test('is compared without its tag', () => {
    const untagged = ['CAPABILITY IMAP4rev1']
    const [one, other] = ['m1', 'm7'].map((tag) => new ImapAnswer({ tag, text: 'OK done' }, untagged))
    expect(one!.wording).toBe('* CAPABILITY IMAP4rev1 / OK done')
    expect(other!.wording).toBe(one!.wording)
    expect(new ImapAnswer({ tag: '+', text: 'x' }).wording).toBe('+ x')
  })

  test('as text is its last line, escaped and cut', () => {
    expect(`${new ImapAnswer({ tag: 'm1', text: 'NO a\x07' }, ['1 EXISTS'])}`).toBe('m1 NO a\\x07')
    expect(`${new ImapAnswer({ tag: 'm1', text: 'x'.repeat(10_000) })}`.length).toBeLessThan(600)
  })
})

describe('Capabilities', () => {
  const listed = new ImapCapabilities('IMAP4rev1 StartTLS  auth=plain AUTH=XOAUTH2 AUTH= SASL-IR')

  test('are words, of which AUTH= names mechanisms', () => {
    expect(listed.listed).toEqual(['IMAP4rev1', 'StartTLS', 'auth=plain', 'AUTH=XOAUTH2', 'AUTH=', 'SASL-IR'])
    expect(listed.mechanisms).toEqual(['PLAIN', 'XOAUTH2'])
  })

  test('are asked for in capitals, however they are written', () => {
    expect(listed.startTls).toBe(true)
    expect([listed.includes('SASL-IR'), listed.includes('IMAP4REV1'), listed.includes('LOGINDISABLED')]).toEqual([
      true,
      true,
      false,
    ])
    expect(new ImapCapabilities('STARTTLSX').startTls).toBe(false)
  })

  test.each([
    ['OK done', ['CAPABILITY A B'], ['A B']],
    ['ok [Capability A B] in', ['OK [CAPABILITY C]', '1 EXISTS', 'capability D'], ['C', 'D', 'A B']],
    ['NO [CAPABILITY A]', [], ['A']],
    ['OK [ALERT] [CAPABILITY A] x', ['LIST () "/" [CAPABILITY', 'OK CAPABILITY A'], []],
  ])('come asked for or not, as in "%s" behind %j', (text, untagged, lists) => {
    const found = listsIn(new ImapAnswer({ tag: 'm1', text }, untagged))
    expect(found.map((each) => each.listed.join(' '))).toEqual(lists)
  })
})
