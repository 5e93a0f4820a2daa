import { expect, test } from 'vitest'
import { MailtlsError } from '../errors.ts'
import { Inbox } from './inbox.ts'

function inboxWith(...chunks: string[]): Inbox {
  const inbox = new Inbox(new AbortController().signal)
  for (const chunk of chunks) inbox.append(Buffer.from(chunk, 'latin1'))
  return inbox
}

test('Lines end with CRLF or a bare LF, and which it was is kept', () => {
  const inbox = inboxWith('220 a\r\n250', '-b\n250 c\r\r\n', 'rest')
  expect([inbox.takeLine(), inbox.lineEnd]).toEqual(['220 a', 'CRLF'])
  expect([inbox.takeLine(), inbox.lineEnd]).toEqual(['250-b', 'LF'])
  expect([inbox.takeLine(), inbox.lineEnd]).toEqual(['250 c\r', 'CRLF'])
  expect(inbox.takeLine()).toBeUndefined()
  expect(inbox.hasLine()).toBe(false)
  expect(inbox.take().toString()).toBe('rest')
})

test('A line is latin1, so that every byte stays what it was', () => {
  const inbox = inboxWith('\xff\x00\x80\n')
  expect(inbox.takeLine()).toBe('\xff\x00\x80')
})

test('What is put back comes first', () => {
  const inbox = inboxWith('second\r\n')
  inbox.prepend(Buffer.from('first\r\n'))
  expect([inbox.takeLine(), inbox.takeLine()]).toEqual(['first', 'second'])
})

test('Looking at what is there takes nothing', () => {
  const inbox = inboxWith('abc')
  expect(inbox.peek().toString()).toBe('abc')
  expect(inbox.take(2).toString()).toBe('ab')
  expect(inbox.length).toBe(1)
})

test('A line of 64 KiB is taken, a longer one is refused whether it ends or not', () => {
  const longest = 'x'.repeat(64 * 1024)
  expect(inboxWith(`${longest}\n`).takeLine()).toBe(longest)
  expect(inboxWith(longest).takeLine()).toBeUndefined()
  expect(() => inboxWith(`${longest}x\n`).takeLine()).toThrow(expect.objectContaining({ code: 'too-long' }))
  expect(() => inboxWith(`${longest}x`).takeLine()).toThrow(expect.objectContaining({ code: 'too-long' }))
})

test('Whoever waits goes on when bytes come', async () => {
  const inbox = inboxWith()
  const waiting = inbox.more()
  inbox.append(Buffer.from('a'))
  await expect(waiting).resolves.toBeUndefined()
})

test('Whoever waits when the end comes goes on once, and is refused after that', async () => {
  const inbox = inboxWith()
  const waiting = inbox.more()
  inbox.close('fin')
  await expect(waiting).resolves.toBeUndefined()
  await expect(inbox.more()).rejects.toMatchObject({ code: 'ended', message: expect.stringContaining('fin') })
})

test('The first end is the one that counts', () => {
  const inbox = inboxWith()
  inbox.close('close-notify')
  inbox.close('rst')
  expect(inbox.end).toBe('close-notify')
})

test('An abort ends a wait with its reason', async () => {
  const controller = new AbortController()
  const inbox = new Inbox(controller.signal)
  const waiting = inbox.more()
  controller.abort(new MailtlsError('deadline', 'no answer within 1 ms'))
  inbox.wake()
  await expect(waiting).rejects.toMatchObject({ code: 'deadline' })
  await expect(inbox.more()).rejects.toMatchObject({ code: 'deadline' })
})

test('Reading goes on whenever somebody waits, and more than a megabyte is waited for by nobody', async () => {
  let resumed = 0
  const inbox = new Inbox(new AbortController().signal, () => void resumed++)
  const waiting = inbox.bytes()
  expect(resumed).toBe(1)
  inbox.append(Buffer.alloc(1024 * 1024))
  expect(await waiting).toHaveLength(1024 * 1024)
  inbox.append(Buffer.alloc(1024 * 1024))
  expect(inbox.full).toBe(false)
  inbox.append(Buffer.alloc(1))
  expect(inbox.full).toBe(true)
  await expect(inbox.ended()).rejects.toMatchObject({ code: 'too-long' })
  expect(resumed).toBe(1)
})

test('So many bytes are taken when they are there, or none', async () => {
  const inbox = inboxWith('ab')
  const waiting = inbox.exactly(3)
  inbox.append(Buffer.from('cd'))
  expect((await waiting).toString()).toBe('abc')
  inbox.close('fin')
  await expect(inbox.exactly(2)).rejects.toMatchObject({ code: 'ended' })
  expect((await inbox.bytes()).toString()).toBe('d')
  expect(await inbox.bytes()).toHaveLength(0)
})

test('An answer may hold so much and no more, until something is said again', async () => {
  const inbox = new Inbox(new AbortController().signal, undefined, 10)
  const answer = async (text: string) => {
    inbox.append(Buffer.from(text))
    inbox.take()
    const wait = inbox.more()
    inbox.close('fin')
    await wait
  }
  await expect(answer('ten bytes.')).resolves.toBeUndefined()
  const tooLong = { code: 'too-long', message: 'expected the end of an answer, found more than 10 bytes of it' }
  await expect(answer('!')).rejects.toMatchObject(tooLong)
  inbox.asked()
  await expect(inbox.more()).rejects.toMatchObject({ code: 'ended' })
})

test('An end is told with what else is known of it, and only the first counts', async () => {
  const inbox = inboxWith()
  inbox.close('refused', 'ERR_SSL_BAD_RECORD_TYPE')
  inbox.close('fin')
  expect(inbox.endText).toBe('refused: ERR_SSL_BAD_RECORD_TYPE')
  await expect(inbox.more()).rejects.toThrow('the connection ended (refused: ERR_SSL_BAD_RECORD_TYPE)')
})

test('What comes a byte at a time is read as fast as it comes, and what was taken stays what it was', async () => {
  const inbox = inboxWith()
  const start = process.cpuUsage()
  const first = inbox.exactly(2)
  for (const byte of 'ab'.repeat(128 * 1024)) {
    inbox.append(Buffer.from(byte))
    inbox.hasLine()
  }
  expect((await first).toString()).toBe('ab')
  expect(inbox.take().toString()).toBe('ab'.repeat(128 * 1024 - 1))
  expect((await first).toString()).toBe('ab')
  expect(process.cpuUsage(start).user / 1000, 'ms').toBeLessThan(2000)
})
