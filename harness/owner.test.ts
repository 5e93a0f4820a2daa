import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isDead, ownerOf, ownOwner } from './owner.ts'

const [place, pid, start] = ownOwner().split('-')

test('This process lives', () => {
  expect(isDead(ownOwner())).toBe(false)
})

test('A process that has ended is dead, also while nobody has buried it', async () => {
  // its shell becomes a program that waits for no child
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [told] = (await once(parent.stdout, 'data')) as [Buffer]
  const owner = ownerOf(Number(told))
  expect(isDead(owner)).toBe(false)
  process.kill(Number(told))
  await expect.poll(() => isDead(owner), { timeout: 10_000 }).toBe(true)
  const own = ownerOf(parent.pid!)
  parent.kill()
  await once(parent, 'exit')
  expect(isDead(own)).toBe(true)
})

test.runIf(process.platform === 'linux')('Who has got the number of one that has ended is somebody else', () => {
  expect(isDead(`${place}-${pid}-${Number(start) - 1}`)).toBe(true)
})

test('Nothing is told of processes elsewhere, and of what names none', () => {
  for (const owner of [`00000000-${pid}-1`, `${place}-0-1`, `${place}--1-1`, `${place}-`, '', 'vm/17']) {
    expect(isDead(owner), owner).toBe(false)
  }
})
