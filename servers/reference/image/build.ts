import { cp } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { serverFolder } from '../../server-folder.ts'
import { imageOf } from '../../../harness/container/image.ts'
import { temporaryFolder } from '../../../harness/temporary-folder.ts'

// the tree that this runs from: the sources, or what was built of them
const tree = join(import.meta.dirname, '..', '..', '..')

/** The command that starts the image's server; a bug or a variant is named behind it. */
export const imageCommand = ['/app/servers/reference/image/main' + extname(import.meta.filename)]

/**
 * Builds the image of the reference server and its bugs, unless the engine has it: this Node and this code on Debian.
 * Returns its name.
 */
export async function buildReferenceImage({ signal }: { signal?: AbortSignal } = {}): Promise<string> {
  await using folder = await temporaryFolder()
  await cp(join(serverFolder('reference'), 'image', 'Dockerfile'), join(folder.path, 'Dockerfile'))
  await cp(process.execPath, join(folder.path, 'node'))
  for (const room of ['harness', 'servers']) {
    await cp(join(tree, room), join(folder.path, 'app', room), { recursive: true, filter: isCode })
  }
  return await imageOf('reference', folder.path, { everything: true, signal })
}

/** Neither tests nor what other servers have installed. */
function isCode(path: string): boolean {
  const name = basename(path)
  return name !== 'node_modules' && !name.endsWith('.test.ts') && !name.startsWith('.')
}
