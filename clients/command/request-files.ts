import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Request } from '../../harness/client.ts'
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
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-launch-'))
  if (folders.size === 0) process.once('exit', removeAll)
  folders.add(folder)
  const pathOf = (name: FilePlaceholder) => join(folder, fileNames[name])
  const named = (Object.entries(contents) as [FilePlaceholder, string][]).filter(([name]) => uses(name))
  await Promise.all(named.map(([name, content]) => writeFile(pathOf(name), content, { mode: 0o600 })))
  return {
    pathOf,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true })
      folders.delete(folder)
      if (folders.size === 0) process.off('exit', removeAll)
    },
  }
}

const folders = new Set<string>()

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
