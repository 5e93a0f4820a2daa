import { describe, expect, test } from 'vitest'
import { Pop3Capabilities, Pop3Reply, readLines, readStatus } from './pop3-reply.ts'

/** A peer that these lines come to. */
function hearing(...lines: string[]) {
  return { line: async () => lines.shift() ?? Promise.reject(new Error('the end')) }
}

describe('A status line', () => {
  test.each([
    ['+OK', '+OK', ''],
    ['+OK ', '+OK', ''],
    ['+OK 2 320', '+OK', '2 320'],
    ['-ERR', '-ERR', ''],
    ['-ERR [IN-USE] no', '-ERR', '[IN-USE] no'],
    ['+', '+', ''],
    ['+ ', '+', ''],
    ['+ dXNlcg==', '+', 'dXNlcg=='],
  ])('is "%s"', async (line, status, text) => {
    expect(await readStatus(hearing(line))).toMatchObject({ status, text, lines: undefined })
  })

  // "Servers MUST send the "+OK" and "-ERR" in upper case" (RFC 1939, section 3)
  test.each(['', '+ok', '+OKready', '-ERROR', '-', 'OK', ' +OK', '220 here', '* OK', '++', '.'])(
    'is not "%s"',
    async (line) => {
      await expect(readStatus(hearing(line))).rejects.toMatchObject({ code: 'not-the-protocol' })
    },
  )

  test('that is none is quoted escaped and cut', async () => {
    const error = await readStatus(hearing(`\x1b[2J${'x'.repeat(500)}`)).catch((thrown: unknown) => thrown)
    expect(String(error)).toContain(String.raw`found "\x1b[2Jxxx`)
    expect(String(error).length).toBeLessThan(200)
  })
})

describe('Lines', () => {
  test('end with a dot, and those that begin with one have it stuffed', async () => {
    expect(await readLines(hearing('a', '..', '...', '.a', ' .', '.', 'b'))).toEqual(['a', '.', '..', 'a', ' .'])
    expect(await readLines(hearing('.'))).toEqual([])
  })

  test('without end are given up', async () => {
    await expect(readLines({ line: async () => 'x' })).rejects.toMatchObject({ code: 'too-long' })
  })
})

describe('What a reply says', () => {
  test.each([
    [new Pop3Reply('+OK', 'x'), true, undefined, '+OK'],
    [new Pop3Reply('+OK', 'x', []), true, undefined, '+OK-'],
    [new Pop3Reply('-ERR', 'x'), false, undefined, '-ERR'],
    [new Pop3Reply('+', ''), true, '', '+'],
  ])('%s', (reply, accepted, challenge, shape) => {
    expect(reply).toMatchObject({ accepted, challenge, shape })
  })

  test('As wording it has all lines, as text its first, escaped', () => {
    const reply = new Pop3Reply('+OK', 'a\x07', ['b', 'c'])
    expect(reply.wording).toBe('+OK a\x07 / b / c')
    expect(`${reply}`).toBe('+OK a\\x07')
    expect(`${new Pop3Reply('+', '')}`).toBe('+')
  })
})

test('Capabilities are asked for by keyword, however they are written', () => {
  const listed = new Pop3Capabilities(['TOP', ' stls ', 'SASL PLAIN  login', ' sasl EXTERNAL', 'STLSX', ''])
  expect(listed.startTls).toBe(true)
  expect(listed.mechanisms).toEqual(['PLAIN', 'LOGIN', 'EXTERNAL'])
  expect(listed.parameters('TOP')).toEqual([])
  expect([listed.includes('TOP'), listed.includes('UIDL'), listed.includes('PLAIN')]).toEqual([true, false, false])
  expect(new Pop3Capabilities(['STLSX']).startTls).toBe(false)
})
