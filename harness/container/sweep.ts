import { hostname } from 'node:os'
import type { engineClient } from './engine.ts'

const label = 'org.mailtls.owner'

const own = `${hostname()}/${process.pid}`

/** The label that says which process a container belongs to. */
export function ownerLabel(): Record<string, string> {
  return { [label]: own }
}

/**
 * Removes the containers of runs on this host that are no longer there, since a killed run cannot clean up after itself,
 * and those of this run that have ended by themselves.
 */
export async function sweep({ container: { dockerode } }: Awaited<ReturnType<typeof engineClient>>): Promise<void> {
  const ours = await dockerode.listContainers({ all: true, filters: { label: [label] } })
  const dead = ours.filter(
    ({ Labels, State }) => isDead(Labels[label] ?? '') || (Labels[label] === own && State === 'exited'),
  )
  await Promise.all(
    dead.map(({ Id }) =>
      dockerode
        .getContainer(Id)
        .remove({ force: true })
        .catch(() => {}),
    ),
  )
}

function isDead(owner: string): boolean {
  const [host, pid] = owner.split('/')
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
