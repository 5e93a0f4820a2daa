import { servers } from '../../servers/catalogue.ts'
import { hasEngine } from '../../harness/container/engine.ts'

/** Vitest's global set-up: names the suites that a machine without a container engine skips. */
export async function setup(): Promise<void> {
  if (await hasEngine()) return
  const names = servers.filter(({ runs }) => runs === 'container').map(({ name }) => name)
  process.stderr.write(
    `\nskipped, since no container engine answers: ${[...names, 'the image of the reference'].join(', ')}\n` +
      '  enable them with "npm run engine" (Debian and Ubuntu, as root), or set DOCKER_HOST\n',
  )
}
