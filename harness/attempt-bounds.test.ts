import { describe, expect, test } from 'vitest'
import type { CheckDefinition } from './check.ts'
import { listenWith } from './testing/listener.ts'
import { smallSmtpServer } from './testing/small-smtp-server.ts'
import { tried } from './testing/tried.ts'

type Definition = CheckDefinition<string, 'smtp-server'>

describe.concurrent('A check that takes too long', () => {
  test('is inconclusive, with what it waited for', async () => {
    await using server = await smallSmtpServer({ answers: (line) => (line === 'NOOP' ? '250-half' : undefined) })
    const run: Definition['run'] = async ({ connect }) => void (await (await connect()).command('NOOP'))
    expect(await tried(server, { run }, { timeoutMs: 500 })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'deadline', text: 'no answer within 500 ms after "S: 250-half"' },
    })
  })

  test('is inconclusive, too, when it waits for something else than the wire', async () => {
    await using server = await smallSmtpServer()
    const run = () => new Promise<void>(() => {})
    expect(await tried(server, { run }, { timeoutMs: 60 })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'deadline', text: 'no answer within 60 ms' },
    })
  })

  test('tells what the subject has not come to, where the check knows that better', async () => {
    await using server = await smallSmtpServer()
    const run: Definition['run'] = async ({ connect, ifLate }) => {
      const smtp = await connect()
      for (;;) {
        await smtp.command('NOOP')
        ifLate('not-there', 'nothing was there')
      }
    }
    expect(await tried(server, { run }, { timeoutMs: 500 })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'not-there', text: 'nothing was there within 500 ms: --timeout gives it longer' },
    })
  })

  test('does not pass because it caught the end of its time', async () => {
    await using server = await smallSmtpServer()
    const run: Definition['run'] = async ({ connect }) => {
      const smtp = await connect()
      await smtp.reply().catch(() => {})
    }
    expect(await tried(server, { run }, { timeoutMs: 60 })).toMatchObject({ verdict: 'inconclusive' })
  })

  test('leaves no connection behind', async () => {
    const ended = Promise.withResolvers<void>()
    await using server = await listenWith((socket, number) => {
      socket.write('220 here\r\n')
      socket.on('data', () => socket.write('250 ok\r\n'))
      if (number === 2) socket.once('close', ended.resolve).once('end', ended.resolve)
    })
    const run: Definition['run'] = async ({ connect }) => void (await (await connect()).reply())
    await tried(server, { run }, { timeoutMs: 60 })
    await expect(ended.promise).resolves.toBeUndefined()
  })
})

describe.concurrent('A run that is interrupted', () => {
  test('ends a check that waits', async () => {
    const stop = new AbortController()
    await using server = await smallSmtpServer()
    const run: Definition['run'] = async ({ connect }) => {
      const smtp = await connect()
      stop.abort('Ctrl+C')
      await smtp.reply()
    }
    expect(await tried(server, { run }, { signal: stop.signal })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'interrupted' },
    })
  })

  test('begins no other', async () => {
    await using server = await smallSmtpServer()
    expect(await tried(server, {}, { signal: AbortSignal.abort() })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'interrupted' },
    })
    expect(server.taken).toBe(0)
  })
})
