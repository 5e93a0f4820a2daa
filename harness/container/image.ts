import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { within } from '../deadline.ts'
import { abortError, MailtlsError } from '../errors.ts'
import { type EngineClient, engineClient, loadTestcontainers } from './engine.ts'

interface ImageOptions {
  /** whether code in the folder counts, too */
  everything?: boolean
  /** ends the wait for it; the engine gives a build up when this process ends */
  signal?: AbortSignal
}

/**
 * The name of the image that a folder's Dockerfile makes, built unless the engine has it already: the tag is a digest
 * of the folder. Throws `no-engine` or `set-up-failed`, or what `signal` carries.
 */
export async function imageOf(name: string, folder: string, options: ImageOptions = {}): Promise<string> {
  const { everything = false, signal = new AbortController().signal } = options
  const image = `mailtls/${name}:${await digestOf(folder, everything)}`
  const client = await engineClient()
  const built = await client.container.dockerode
    .getImage(image)
    .inspect()
    .catch(() => undefined)
  if (built) return image
  const { GenericContainer } = await loadTestcontainers()
  removeFailedSteps(client)
  try {
    await within(signal, () => GenericContainer.fromDockerfile(folder).build(image, { deleteOnExit: false }))
  } catch (cause) {
    if (signal.aborted) throw abortError(signal)
    throw new MailtlsError('set-up-failed', `expected the image ${image} to build from ${folder}: ${String(cause)}`, {
      cause,
    })
  }
  return image
}

/** The engine keeps the container of a step that fails, unless it is told not to, which testcontainers does not do. */
function removeFailedSteps({ image: images }: EngineClient): void {
  const usual = Object.getPrototypeOf(images) as typeof images
  images.build = async (context, options) => await usual.build.call(images, context, { ...options, forcerm: true })
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
