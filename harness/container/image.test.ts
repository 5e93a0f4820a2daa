import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldersForTests } from '../testing/folders.ts'
import { needsEngine, skippedWithout } from '../testing/needs.ts'
import { engineClient } from './engine.ts'
import { imageOf } from './image.ts'

const lacking = skippedWithout(await needsEngine())
const newFolder = foldersForTests()

/** A folder with a Dockerfile of one step, and the containers of builds that are at this step. */
function stepOf(command: string) {
  const [folder, token] = [newFolder(), randomUUID()]
  writeFileSync(join(folder, 'Dockerfile'), `FROM debian:bookworm-slim\nRUN : ${token}; ${command}\n`)
  const containers = async () => {
    const { dockerode } = (await engineClient()).container
    const all = await dockerode.listContainers({ all: true })
    // the engine shows only the beginning of a command
    return all.filter(({ Command }) => Command.includes(token.slice(0, 8)))
  }
  return { folder, containers }
}

describe.skipIf(lacking)(`An image${lacking}`, () => {
  test('that cannot be built leaves no container behind', async () => {
    const { folder, containers } = stepOf('false')
    await expect(imageOf('no-such', folder)).rejects.toMatchObject({ code: 'set-up-failed' })
    expect(await containers()).toEqual([])
  })

  test('that takes long is not waited for when the signal ends', async () => {
    const { folder, containers } = stepOf('sleep 60')
    const interrupted = new AbortController()
    const building = imageOf('no-such', folder, { signal: interrupted.signal }).catch((error: unknown) => error)
    await expect.poll(containers, { timeout: 30_000 }).toMatchObject([{ State: 'running' }])
    interrupted.abort()
    expect(await building).toMatchObject({ code: 'interrupted' })
    const { dockerode } = (await engineClient()).container
    for (const { Id } of await containers()) await dockerode.getContainer(Id).kill()
    await expect.poll(containers, { timeout: 30_000 }).toEqual([])
  })
})
