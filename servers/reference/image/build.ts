import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { serverFolder } from '../../package-root.ts'
import { imageOf } from '../../../harness/container/image.ts'

// the tree that this runs from: the sources, or what was built of them
const tree = join(import.meta.dirname, '..', '..', '..')

/** The command that starts the image's server; a bug or a variant is named behind it. */
export const imageCommand = ['/app/servers/reference/image/main' + extname(import.meta.filename)]

/**
 * Builds the image of the reference server and its bugs, unless the engine has it: this Node and this code on Debian.
 * Returns its name.
 */
export async function buildReferenceImage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-image-'))
  try {
    await cp(join(serverFolder('reference'), 'image', 'Dockerfile'), join(folder, 'Dockerfile'))
    await cp(process.execPath, join(folder, 'node'))
    for (const room of ['harness', 'servers']) {
      await cp(join(tree, room), join(folder, 'app', room), { recursive: true, filter: isCode })
    }
    return await imageOf('reference', folder, { everything: true })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Neither tests nor what other servers have installed. */
function isCode(path: string): boolean {
  const name = basename(path)
  return name !== 'node_modules' && !name.endsWith('.test.ts') && !name.startsWith('.')
}
