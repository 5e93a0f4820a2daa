import { expect, test } from 'vitest'
import { Shared } from './once.ts'

function disposable(log: string[]) {
  return { [Symbol.asyncDispose]: async () => void log.push('disposed') }
}

test('Work is done once, and what comes of it is disposed of when the run is over, also where it comes later', async () => {
  const log: string[] = []
  const { promise: slow, resolve } = Promise.withResolvers<AsyncDisposable>()
  const shared = new Shared()
  const work = () => (log.push('worked'), slow)
  const both = [shared.once('key', work), shared.once('key', work)]
  const over = shared[Symbol.asyncDispose]()
  resolve(disposable(log))
  await over
  expect(await both[0]).toBe(await both[1])
  expect(log).toEqual(['worked', 'disposed'])
})

test('A check that goes on when the run is over starts nothing that nobody would stop', async () => {
  const log: string[] = []
  const shared = new Shared()
  await shared[Symbol.asyncDispose]()
  const late = shared.once('key', async () => log.push('worked'))
  await expect(late).rejects.toMatchObject({ code: 'interrupted' })
  expect(log).toEqual([])
})
