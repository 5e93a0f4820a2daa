import { describe, expect, test } from 'vitest'
import { EhloReply, readReply, SmtpReply } from './smtp-reply.ts'

/** Reads a reply from these lines, and what is left of them. */
async function read(...lines: string[]): Promise<{ reply: SmtpReply; left: string[] }> {
  const left = [...lines]
  return { reply: await readReply(async () => left.shift()!), left }
}

describe('A reply', () => {
  test.each([
    ['220 ready', 220, ['ready']],
    ['250 ', 250, ['']],
    ['250', 250, ['']],
    ['334 VXNlcm5hbWU6', 334, ['VXNlcm5hbWU6']],
    ['554 5.7.1 no - really', 554, ['5.7.1 no - really']],
    ['250 tab\tand \xe9', 250, ['tab\tand \xe9']],
  ])('of one line: "%s"', async (line, code, texts) => {
    const { reply, left } = await read(line, 'next')
    expect(reply).toMatchObject({ code, texts })
    expect(left).toEqual(['next'])
  })

  test('of several lines ends with the first that has no hyphen', async () => {
    const { reply, left } = await read('250-a', '250-', '250 c', '250 d')
    expect(reply).toMatchObject({ code: 250, texts: ['a', '', 'c'] })
    expect(left).toEqual(['250 d'])
  })

  test('of several lines may end with the bare code', async () => {
    expect((await read('250-a', '250')).reply.texts).toEqual(['a', ''])
  })

  test('of a thousand lines is read, of more it is not', async () => {
    const lines = Array<string>(999).fill('250-x')
    expect((await read(...lines, '250 x')).reply.texts).toHaveLength(1000)
    await expect(read(...lines, '250-x', '250 x')).rejects.toMatchObject({ code: 'too-long' })
  })

  test('that never ends is given up', async () => {
    await expect(readReply(async () => '250-x')).rejects.toMatchObject({ code: 'too-long' })
  })

  test.each([
    ['another code', ['250-a', '251 b']],
    ['something else', ['250-a', 'b']],
    ['an empty line', ['250-a', '']],
  ])('whose second line has %s is none', async (_title, lines) => {
    await expect(read(...lines)).rejects.toMatchObject({
      code: 'not-the-protocol',
      message: expect.stringContaining('expected 250'),
    })
  })

  test.each([
    'HTTP/1.1 400 Bad Request',
    '* OK IMAP4rev1 ready',
    '+OK POP3 ready',
    'SSH-2.0-OpenSSH_9.2p1',
    '',
    ' 220 a',
    '22 a',
    '2200 a',
    '250OK',
    '150 a',
    '650 a',
    '250_a',
  ])('is not "%s"', async (line) => {
    await expect(read(line)).rejects.toMatchObject({ code: 'not-the-protocol', message: expect.stringContaining(line) })
  })

  test('that is none is quoted escaped and cut', async () => {
    const error: Error = await read(`\x1b[2J${'x'.repeat(500)}`).then(
      () => expect.unreachable(),
      (error: Error) => error,
    )
    expect(error.message).toContain('\\x1b[2Jxxx')
    expect(error.message.length).toBeLessThan(200)
  })

  test('hands on why there was no line', async () => {
    await expect(readReply(() => Promise.reject(new Error('the end')))).rejects.toThrow('the end')
  })
})

describe('What a reply says', () => {
  test.each([
    [220, 2, true],
    [354, 3, true],
    [454, 4, false],
    [554, 5, false],
  ])('%i is of class %i', (code, itsClass, accepted) => {
    expect(new SmtpReply(code, [''])).toMatchObject({ class: itsClass, accepted })
  })

  test.each([
    ['5.7.0 Must issue', '5.7.0'],
    ['2.0.0', '2.0.0'],
    ['4.123.999 x', '4.123.999'],
    ['5.7.0x', undefined],
    ['5.7 x', undefined],
    ['3.7.0 x', undefined],
    ['5.1234.0 x', undefined],
    ['say 5.7.0 x', undefined],
    ['', undefined],
  ])('"%s" has the enhanced code %s', (text, enhanced) => {
    expect(new SmtpReply(250, [text]).enhanced).toBe(enhanced)
  })

  test('Its shape is the code and whether it has several lines', () => {
    expect(new SmtpReply(250, ['a']).shape).toBe('250')
    expect(new SmtpReply(250, ['a', 'b']).shape).toBe('250-')
  })

  test('As text it is its first line, escaped', () => {
    expect(`${new SmtpReply(250, ['a\x07', 'b'])}`).toBe('250 a\\x07')
    expect(`${new SmtpReply(250, [''])}`).toBe('250')
  })
})

describe('The reply to EHLO', () => {
  const reply = new EhloReply(250, [
    'AUTH.example.org greets',
    'StartTLS',
    'auth PLAIN login',
    'AUTH=CRAM-MD5',
    'SIZE 1',
    '',
  ])

  test('lists extensions with keywords in capitals, and parameters as they are', () => {
    expect(reply.extensions).toEqual([
      ['STARTTLS'],
      ['AUTH', 'PLAIN', 'login'],
      ['AUTH', 'CRAM-MD5'],
      ['SIZE', '1'],
      [''],
    ])
  })

  test('is asked for one by its keyword', () => {
    expect(reply.includes('STARTTLS')).toBe(true)
    expect(reply.includes('PIPELINING')).toBe(false)
  })

  test('does not take its greeting for an extension', () => {
    expect(new EhloReply(250, ['STARTTLS']).includes('STARTTLS')).toBe(false)
  })

  test('gathers the parameters of all lines of a keyword', () => {
    expect(reply.parameters('AUTH')).toEqual(['PLAIN', 'login', 'CRAM-MD5'])
    expect(reply.parameters('HELP')).toEqual([])
  })
})
