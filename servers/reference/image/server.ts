import type { CatalogueServer } from '../../catalogue-server.ts'
import { containerServer } from '../../container/container-server.ts'
import { buildReferenceImage, imageCommand } from './build.ts'
import { imagePorts } from './ports.ts'

/** The reference server, or the bug or variant of this name, in a container: met as real servers are. */
export function referenceImage(patched?: string): CatalogueServer {
  return containerServer({
    name: patched ?? 'reference-image',
    description: `the reference server in a container${patched ? `, with ${patched}` : ''}`,
    version: ['node', '--version'],
    ports: imagePorts,
    image: buildReferenceImage,
    command: [...imageCommand, ...(patched ? [patched] : [])],
  })
}
