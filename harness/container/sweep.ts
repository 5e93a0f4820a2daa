import { setTimeout as delay } from 'node:timers/promises'
import { isDead, ownOwner } from '../owner.ts'
import type { EngineClient } from './engine.ts'

const label = 'org.mailtls.owner'

/** The label that says which process a container belongs to. */
export function ownerLabel(): Record<string, string> {
  return { [label]: ownOwner() }
}

/**
 * Removes the containers of runs on this machine that have ended, since a killed run cannot clean up after itself, and those
 * of this run that have ended by themselves.
 */
export async function sweep(client: EngineClient): Promise<void> {
  const isLeft = ({ Labels: { [label]: owner = '' }, State }: Listed) =>
    isDead(owner) || (owner === ownOwner() && State === 'exited')
  // what cannot be removed now is left to the next run
  await removeContainers(client, label, isLeft).catch(() => {})
}

interface Listed {
  Labels: Record<string, string>
  State: string
}

/** How long somebody else may take who is removing a container already. */
const removedWithinMs = 5000

/** Removes the containers that carry a label, with the volumes that were made for them. Throws what the engine says. */
export async function removeContainers(
  { container: { dockerode } }: EngineClient,
  labelled: string,
  isMeant: (container: Listed) => boolean = () => true,
): Promise<void> {
  const found = await dockerode.listContainers({ all: true, filters: { label: [labelled] } })
  await Promise.all(
    found.filter(isMeant).map(async ({ Id }) => {
      const container = dockerode.getContainer(Id)
      const refusal = await container.remove({ force: true, v: true }).catch((error: unknown) => error)
      if (statusOf(refusal) === 409) {
        const removed = container.wait({ condition: 'removed' }).catch(() => {})
        await Promise.race([removed, delay(removedWithinMs, undefined, { ref: false })])
      } else if (refusal instanceof Error && statusOf(refusal) !== 404) throw refusal
    }),
  )
}

/** The engine's answer: 404 where the container is gone, 409 where it is about to go. */
function statusOf(refusal: unknown): unknown {
  return refusal instanceof Error && 'statusCode' in refusal ? refusal.statusCode : undefined
}
