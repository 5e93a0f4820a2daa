import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request } from '../../harness/client.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { fileNames, type FilePlaceholder, isServerRequest } from './placeholders.ts'

/** The files of one launch, in a folder of their own; dispose it to remove them. Otherwise they go when this process ends. */
export interface RequestFiles extends AsyncDisposable {
  pathOf: (name: FilePlaceholder) => string
}

/** Writes those of a request that its command names. Nobody else may read them. */
export async function writeRequestFiles(
  request: Request,
  uses: (name: FilePlaceholder) => boolean,
): Promise<RequestFiles> {
  const { trust: ca, clientCertificate } = request
  const contents: Partial<Record<FilePlaceholder, string>> = {
    ca,
    ...clientCertificate,
    ...(isServerRequest(request) && { message: request.message }),
  }
  const folder = await temporaryFolder()
  const pathOf = (name: FilePlaceholder) => join(folder.path, fileNames[name])
  const named = (Object.entries(contents) as [FilePlaceholder, string][]).filter(([name]) => uses(name))
  try {
    await Promise.all(named.map(([name, content]) => writeFile(pathOf(name), content, { mode: 0o600 })))
  } catch (error) {
    await folder[Symbol.asyncDispose]()
    throw error
  }
  return { pathOf, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
