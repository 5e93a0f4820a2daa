import { expect, test } from 'vitest'
import { Lane } from './lane.ts'

test('What is to arrive together with something that has arrived does, and holds up nothing behind it', async () => {
  const lane = new Lane()
  const arrived: string[] = []
  const sent = (ms: number | 'together', name: string) =>
    new Promise<void>((resolve) => {
      lane.send(ms, () => {
        arrived.push(name)
        resolve()
      })
    })
  await sent('together', 'alone')
  await sent(0, 'next')
  await Promise.all([sent(5, 'late'), sent('together', 'with it'), sent(0, 'last')])
  expect(arrived).toEqual(['alone', 'next', 'late', 'with it', 'last'])
  expect(lane.empty).toBe(true)
})

test('What is sent while something arrives comes behind it', async () => {
  const lane = new Lane()
  const arrived: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  lane.send('together', () => {
    lane.send('together', () => {
      arrived.push('behind')
      resolve()
    })
    arrived.push('first')
  })
  await promise
  expect(arrived).toEqual(['first', 'behind'])
})
