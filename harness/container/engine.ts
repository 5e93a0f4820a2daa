import type * as testcontainers from 'testcontainers'
import { MailtlsError } from '../errors.ts'

/** Loads testcontainers, which takes a quarter of a second, only when a container is wanted. */
export async function loadTestcontainers(): Promise<typeof testcontainers> {
  // its reaper is an image that many a machine cannot pull: containers carry our label and are swept by it
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'
  return await import('testcontainers')
}

/** What speaks to the container engine. */
export type EngineClient = Awaited<ReturnType<typeof testcontainers.getContainerRuntimeClient>>

/** The container engine's client. Throws `no-engine`, with the way to get one. */
export async function engineClient(): Promise<EngineClient> {
  const { getContainerRuntimeClient } = await loadTestcontainers()
  try {
    return await getContainerRuntimeClient()
  } catch (cause) {
    throw new MailtlsError(
      'no-engine',
      'expected a container engine, found none: "npm run engine" sets one up on Debian and Ubuntu, or set DOCKER_HOST',
      { cause },
    )
  }
}

/** Whether a container engine answers. */
export async function hasEngine(): Promise<boolean> {
  return await engineClient().then(
    () => true,
    () => false,
  )
}
