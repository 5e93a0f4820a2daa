import { describe, expect, test } from 'vitest'
import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { Answers, Dialect, Source } from './dialect.ts'
import { imap } from './imap.ts'
import { pop3 } from './pop3.ts'

/** Lines that have come; waiting for another is what no test does. */
function having(...lines: string[]): Source {
  const none = () => Promise.reject(new Error('waits for more'))
  return { line: () => (lines.length > 0 ? Promise.resolve(lines.shift()!) : none()), exactly: none }
}

async function read(answers: Answers, count: number): Promise<readonly Answer[]> {
  for (let i = 0; i < count; i++) await answers.next()
  return answers.all
}

const shapes = (answers: readonly Answer[]) => answers.map(({ shape }) => shape)

const readBy = async ({ answers }: Dialect, count: number, ...lines: string[]) =>
  await read(answers(having(...lines)), count)

describe('Answers of POP3', () => {
  test('A list is told from a mere +OK by what follows, which is not waited for', async () => {
    const reader = pop3.answers(having('+OK', 'TOP', 'STLS', '.', '+OK', '-ERR Unknown'))
    expect((await reader.next()).shape).toBe('+OK')
    expect(shapes(await read(reader, 2))).toEqual(['+OK-', '+OK', '-ERR'])
  })

  test('A list that ends with the connection is one all the same', async () => {
    const reader = pop3.answers(having('+OK', 'TOP'))
    await reader.next()
    await expect(reader.next()).rejects.toThrow('waits for more')
    expect(shapes(reader.all)).toEqual(['+OK-'])
  })

  test('The farewell is what follows the refusal of the fence, and not the beginning of a list', async () => {
    const before = await readBy(pop3, 3, '-ERR', '+OK', 'TOP', '.', '+OK')
    expect(shapes(before)).toEqual(['-ERR', '+OK-', '+OK'])
    expect(pop3.hasFarewell(before)).toBe(false)
    expect(pop3.hasFarewell(await readBy(pop3, 4, '-ERR', '+OK', 'TOP', '.', '-ERR', '+OK Bye'))).toBe(true)
  })

  test('Lines of a list may hold what a status line begins with', async () => {
    expect(shapes(await readBy(pop3, 2, '+OK', 'IMPLEMENTATION +OK', '.', '-ERR'))).toEqual(['+OK-', '-ERR'])
  })

  test('An injected CAPA shows by a list too many, and what a server says unasked does not', async () => {
    const due = await readBy(pop3, 3, '+OK', 'TOP', '.', '-ERR', '+OK')
    const obeyed = await readBy(pop3, 4, '+OK', 'TOP', '.', '+OK', 'TOP', '.', '-ERR', '+OK')
    const unasked = await readBy(pop3, 4, '-ERR Plaintext', '+OK', 'TOP', '.', '-ERR', '+OK')
    expect(pop3.proof.insideTls(obeyed, due, ['+OK-'])).toBe('3 answers are due, 4 came')
    expect(pop3.proof.insideTls(unasked, due, ['+OK-'])).toBeUndefined()
    expect(pop3.proof.insideTls(due, due, ['+OK-'])).toBeUndefined()
  })

  test('An injected QUIT shows by a farewell where a list is due, and a mere end does not', async () => {
    const due = await readBy(pop3, 3, '+OK', 'TOP', '.', '-ERR', '+OK')
    expect(pop3.proof.insideTls(await readBy(pop3, 1, '+OK Bye'), due, ['+OK-', '+OK'])).toContain('"+OK Bye" came')
    expect(pop3.proof.insideTls(await readBy(pop3, 1, '-ERR Bye'), due, ['+OK-', '+OK'])).toBeUndefined()
    expect(pop3.proof.insideTls([], due, ['+OK-', '+OK'])).toBeUndefined()
  })
})

describe('Answers of IMAP', () => {
  test('An injected tag inside TLS is the proof, whatever the answer', async () => {
    const answers = await readBy(imap, 2, '* CAPABILITY IMAP4rev1', 'T2 OK', 'INJ1 BAD Unknown')
    expect(imap.proof.insideTls(answers, [], [])).toBe('"INJ1 BAD Unknown" came')
    expect(imap.proof.insideTls(answers.slice(0, 1), [], [])).toBeUndefined()
  })

  test.for([
    ['its OK', ['INJ1 OK'], true],
    ['its BAD', ['INJ1 BAD'], false],
    ['its OK behind an error about the handshake', ['T1 NO Failed', 'INJ1 OK'], false],
    ['its OK behind an untagged error', ['* BAD Failed', 'INJ1 OK'], false],
    ['its OK behind other chatter', ['* OK Still here', 'INJ1 OK'], true],
  ] as const)('In cleartext %s counts: %s', async ([, lines, counts]) => {
    const answers = await readBy(imap, lines.filter((line) => !line.startsWith('*')).length, ...lines)
    expect(imap.proof.inCleartext(answers, [], 1) !== undefined).toBe(counts)
  })

  test('In cleartext fewer answers than commands are the rest that a failed handshake has left', async () => {
    expect(imap.proof.inCleartext(await readBy(imap, 1, 'INJ3 OK'), [], 3)).toBeUndefined()
  })
})
