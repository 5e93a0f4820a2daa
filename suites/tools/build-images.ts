// Builds the image of each server that runs in a container, and that of the clients, so that the suites need not wait for it.
import { clientFolder } from '../../clients/client-folder.ts'
import { servers } from '../../servers/catalogue.ts'
import { imageOf } from '../../harness/container/image.ts'
import { serverFolder } from '../../servers/server-folder.ts'
import { buildReferenceImage } from '../../servers/reference/image/build.ts'

for (const { name } of servers.filter(({ runs }) => runs === 'container')) {
  await timed(() => imageOf(name, serverFolder(name)))
}
await timed(() => imageOf('dns', serverFolder('dns')))
await timed(() => imageOf('clients', clientFolder('image')))
await timed(buildReferenceImage)

async function timed(build: () => Promise<string>): Promise<void> {
  const start = performance.now()
  const image = await build()
  process.stdout.write(`${image}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
}
