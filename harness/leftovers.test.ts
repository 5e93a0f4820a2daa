import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { removeLeftIn } from './leftovers.ts'
import { ownerOf, ownOwner } from './owner.ts'
import { createProcessMark, sweepProcesses } from './process-mark.ts'
import { foldersForTests } from './testing/folders.ts'

const newFolder = foldersForTests()

let dead: string
beforeAll(async () => {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  dead = ownerOf(child.pid!)
  child.kill()
  await once(child, 'exit')
})

test('What a process has left that has ended is removed, and nothing else: not where a link leads, not what others have', () => {
  const [folder, elsewhere] = [newFolder(), newFolder()]
  writeFileSync(join(elsewhere, 'kept'), '')
  mkdirSync(join(folder, `x-${dead}-a/b`), { recursive: true })
  symlinkSync(elsewhere, join(folder, `x-${dead}-a`, 'link'))
  writeFileSync(join(folder, `x-${dead}-file`), '')
  symlinkSync(elsewhere, join(folder, `x-${dead}-link`))
  const others = [`x-${ownOwner()}-a`, `y-${dead}-a`, `x-${dead}`, `0x-${dead}-a`, 'x-a', `x-00000000-1-1-a`]
  for (const name of others) mkdirSync(join(folder, name))
  removeLeftIn(folder, 'x-')
  expect(readdirSync(folder).toSorted()).toEqual([...others, `x-${dead}-link`].toSorted())
  expect(readdirSync(elsewhere)).toEqual(['kept'])
})

test.runIf(process.getuid?.() === 0)('What belongs to another user is left alone', async () => {
  const { chownSync } = await import('node:fs')
  const folder = newFolder()
  const name = `x-${dead}-a`
  mkdirSync(join(folder, name))
  chownSync(join(folder, name), 65_534, 65_534)
  removeLeftIn(folder, 'x-')
  expect(readdirSync(folder)).toEqual([name])
})

test('A folder that is not there holds nothing', () => {
  expect(() => removeLeftIn(join(newFolder(), 'none'), 'x-')).not.toThrow()
})

test.runIf(process.platform === 'linux')(
  'What a killed run has started is ended, with its group; what others have started goes on',
  async () => {
    const start = async (mark: string, script = 'sleep 60') => {
      const child = spawn('sh', ['-c', script], {
        env: { ...process.env, MAILTLS_LAUNCH: mark },
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await once(child, 'spawn')
      return { child, ended: once(child, 'close') }
    }
    const user = String(process.geteuid?.())
    const left = await start(`${dead}/${user}/1`, 'env -i sleep 60 & wait')
    const others = await Promise.all([
      start(Object.values(createProcessMark().env)[0]!),
      start(`${dead}/${Number(user) + 1}/1`),
      start(`00000000-1-1/${user}/1`),
    ])
    sweepProcesses()
    // its output closes when all of its group have gone
    expect(await left.ended).toEqual([null, 'SIGKILL'])
    expect(others.map(({ child }) => child.signalCode ?? child.exitCode)).toEqual([null, null, null])
    for (const { child, ended } of others) {
      process.kill(-child.pid!, 'SIGKILL')
      await ended
    }
  },
)
