import { once } from 'node:events'
import { expect, test } from 'vitest'
import { deadline, within } from './deadline.ts'
import { abortError } from './errors.ts'

test('It ends with a deadline that says how long it was', async () => {
  using bound = deadline(5)
  await once(bound.signal, 'abort')
  expect(abortError(bound.signal)).toMatchObject({ code: 'deadline', message: 'no answer within 5 ms' })
})

test('It ends with its parent, for the parent’s reason', () => {
  const parent = new AbortController()
  using bound = deadline(60_000, parent.signal)
  parent.abort('Ctrl+C')
  expect(bound.signal.aborted).toBe(true)
  expect(abortError(bound.signal)).toMatchObject({ code: 'interrupted', cause: 'Ctrl+C' })
})

test('It has ended at once where its parent had', () => {
  using bound = deadline(60_000, AbortSignal.abort('Ctrl+C'))
  expect(bound.signal.aborted).toBe(true)
})

test('Once disposed it never ends, and lets its parent go', async () => {
  const parent = new AbortController()
  const bound = deadline(5, parent.signal)
  bound[Symbol.dispose]()
  using later = deadline(20)
  await once(later.signal, 'abort')
  parent.abort()
  expect(bound.signal.aborted).toBe(false)
})

test('Work within a signal comes to its own end, good or bad', async () => {
  using bound = deadline(60_000)
  expect(await within(bound.signal, async () => 'done')).toBe('done')
  await expect(within(bound.signal, () => Promise.reject(new Error('bad')))).rejects.toThrow('bad')
})

test('Work that never ends is left when the signal does', async () => {
  using bound = deadline(5)
  await expect(within(bound.signal, () => new Promise(() => {}))).rejects.toMatchObject({ code: 'deadline' })
})

test('Work is not begun when the signal has ended', async () => {
  let begun = false
  const work = async () => void (begun = true)
  await expect(within(AbortSignal.abort(), work)).rejects.toMatchObject({ code: 'interrupted' })
  expect(begun).toBe(false)
})
