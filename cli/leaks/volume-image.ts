import { imageOf } from '../../harness/container/image.ts'
import type { EngineClient } from '../../harness/container/engine.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { serverFolder } from '../../servers/server-folder.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes an image of a server on port 587 whose containers have a volume of their own each. Dispose it to remove it. */
export async function imageWithVolume({ container }: EngineClient): Promise<{ name: string } & AsyncDisposable> {
  await using folder = await temporaryFolder()
  const server = await imageOf('postfix', serverFolder('postfix'))
  await writeFile(join(folder.path, 'Dockerfile'), `FROM ${server}\nVOLUME /var/lib/leaks\n`)
  const name = await imageOf('leaks', folder.path)
  return {
    name,
    async [Symbol.asyncDispose]() {
      await container.dockerode.getImage(name).remove({ force: true })
    },
  }
}
