import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

const here = { host: 'localhost', port: 25 }
const there = { host: 'localhost', port: 110 }
const late = { code: 'deadline', text: 'no answer within 5000 ms' }

function waitedInVain(times: number): Patience {
  const patience = new Patience()
  for (let time = 0; time < times; time++) patience.saw(here, late)
  return patience
}

test('Sixteen checks in a row that waited in vain are enough for one listener, and say nothing of another', () => {
  expect(() => waitedInVain(15).throwIfLost(here)).not.toThrow()
  expect(() => waitedInVain(16).throwIfLost(here)).toThrow('the server let 16 checks in a row wait in vain')
  expect(() => waitedInVain(16).throwIfLost(there)).not.toThrow()
})

test('A check that came to anything else in between shows that the server answers', () => {
  const patience = waitedInVain(15)
  patience.saw(here, { code: 'violation', text: 'STARTTLS is offered inside TLS' })
  patience.saw(here, late)
  expect(() => patience.throwIfLost(here)).not.toThrow()
})

test('Checks that were not begun say nothing', () => {
  const patience = waitedInVain(16)
  patience.saw(here, { code: 'unresponsive', text: '' })
  expect(() => patience.throwIfLost(here)).toThrow('16 checks in a row')
})
