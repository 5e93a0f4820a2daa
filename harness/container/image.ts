import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MailtlsError } from '../errors.ts'
import { engineClient, loadTestcontainers } from './engine.ts'

/**
 * The name of the image that a folder's Dockerfile makes, built unless the engine has it already: the tag is a digest
 * of the folder, its code counted only when it counts as `everything`. Throws `no-engine` or `set-up-failed`.
 */
export async function imageOf(name: string, folder: string, { everything = false } = {}): Promise<string> {
  const image = `mailtls/${name}:${await digestOf(folder, everything)}`
  const { container } = await engineClient()
  const built = await container.dockerode
    .getImage(image)
    .inspect()
    .catch(() => undefined)
  if (built) return image
  const { GenericContainer } = await loadTestcontainers()
  try {
    await GenericContainer.fromDockerfile(folder).build(image, { deleteOnExit: false })
  } catch (cause) {
    throw new MailtlsError('set-up-failed', `expected the image ${image} to build from ${folder}: ${String(cause)}`, {
      cause,
    })
  }
  return image
}

/** Twelve hex digits over names and contents of the folder's files, in order. */
async function digestOf(folder: string, everything: boolean): Promise<string> {
  const hash = createHash('sha256')
  const files = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  // definition and expectations of a real server are not part of its image
  const counted = paths.filter((each) => everything || !/\.(ts|js)$|expected\.json$/.test(each))
  for (const path of counted.toSorted()) {
    hash
      .update(path.slice(folder.length))
      .update('\0')
      .update(await readFile(path))
  }
  return hash.digest('hex').slice(0, 12)
}
