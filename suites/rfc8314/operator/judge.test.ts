import { describe, expect, test } from 'vitest'
import type { Connecting } from '../../../harness/check.ts'
import { MailtlsError } from '../../../harness/errors.ts'
import { Failure, Inconclusive, NotApplicable } from '../../../harness/verdict.ts'
import { forEachOf, judgeServers } from './judge.ts'

const context = {
  connections: 2,
  expect: (condition: boolean, text: string) => {
    if (!condition) throw new Failure(text)
  },
  inconclusive: (code: string, text: string): never => {
    throw new Inconclusive(code, text)
  },
  notApplicable: (text: string): never => {
    throw new NotApplicable('not-applicable', text)
  },
} as unknown as Parameters<typeof judgeServers>[0]

const servers = ['a', 'b', 'c'].map((name) => ({ name }) as Connecting)

/** Judges three servers, of which each is found to be what is said of it: a fault, nothing, or an error. */
async function judge(found: Record<string, string | Error | undefined>): Promise<string> {
  const work = judgeServers(context, servers, async ({ name }) => {
    const what = found[name]
    if (what instanceof Error) throw what
    return what
  })
  return await work.then(
    () => 'pass',
    (error: Error) => `${error.constructor.name}: ${error.message}`,
  )
}

const open = new Inconclusive('handshake-failed', 'no TLS')
const without = new Inconclusive('starttls-not-offered', 'STARTTLS not offered')

describe('Several servers', () => {
  test.for<[string, Record<string, string | Error | undefined>, string]>([
    ['pass where none has a fault', {}, 'pass'],
    ['fail for one', { b: 'b is bad' }, 'Failure: b is bad'],
    ['fail for one, though of another nothing is known', { a: open, b: 'b is bad' }, 'Failure: b is bad'],
    ['are undecided where of one nothing is known', { b: open }, 'Inconclusive: no TLS'],
    ['are undecided where one hangs up', { b: new MailtlsError('ended', 'it ended') }, 'Inconclusive: it ended'],
    ['pass though one has no TLS to be judged', { b: without }, 'pass'],
    [
      'have nothing to be judged where none has',
      { a: without, b: without, c: without },
      'NotApplicable: STARTTLS not offered',
    ],
    ['are told of together', { a: 'a is bad', c: 'c is bad' }, 'Failure: a is bad; c is bad'],
    ['let our own errors through', { a: new TypeError('oh') }, 'TypeError: oh'],
    ['let the end of our time through', { a: new MailtlsError('deadline', 'late') }, 'MailtlsError: late'],
  ])('%s', async ([, found, expected]) => expect(await judge(found)).toBe(expected))

  test('of which one cannot be spoken to are undecided, and it is left alone', async () => {
    const problem = { code: 'unreachable', text: 'nobody is there' }
    const asked: string[] = []
    const work = judgeServers(context, [{ name: 'a', problem } as Connecting, servers[1]!], async ({ name }) => {
      asked.push(name)
      return undefined
    })
    await expect(work).rejects.toThrow('nobody is there')
    expect(asked).toEqual(['b'])
  })

  test('are accused of what shows twice only', async () => {
    let looks = 0
    const once = judgeServers(context, servers, async ({ name }) =>
      name === 'b' && ++looks === 1 ? 'b is bad' : undefined,
    )
    await expect(once).rejects.toThrow('b: what was found the first time was not there again')
    expect(looks).toBe(2)
  })
})

test('No more is done at once than there are connections for, and the results keep their order', async () => {
  let running = 0
  const results = await forEachOf({ connections: 2 }, [30, 10, 20, 0], async (ms) => {
    expect(++running).toBeLessThanOrEqual(2)
    await new Promise((done) => setTimeout(done, ms))
    running -= 1
    return ms
  })
  expect(results).toEqual([30, 10, 20, 0])
})
