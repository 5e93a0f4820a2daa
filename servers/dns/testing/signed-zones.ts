import { setTimeout as delay } from 'node:timers/promises'
import { deadline } from '../../../harness/deadline.ts'
import { startDnsServer } from '../../../harness/dns/dns-server.ts'
import { Resolver } from '../../../harness/dns/resolver.ts'
import { isMailtlsError, MailtlsError } from '../../../harness/errors.ts'
import type { Listener } from '../../../harness/subject.ts'
import { engineClient, loadTestcontainers } from '../../../harness/container/engine.ts'
import { imageOf } from '../../../harness/container/image.ts'
import { ownerLabel, sweep } from '../../../harness/container/sweep.ts'
import { serverFolder } from '../../server-folder.ts'

/** The port of Unbound inside the container; Knot has 53 there. */
const resolverPort = 5300
const readyWithinMs = 30_000

/**
 * Starts real signed zones (Knot) and a validating resolver (Unbound) that trusts the key of `test` above them:
 * signed.test validates; unsigned.test has no signatures; island.test has, but no DS leads to them; in bogus.test the
 * address of mail was changed behind its signature. Throws `no-engine` or `set-up-failed`. Dispose it to stop it.
 */
export async function startSignedZones({ signal }: { signal?: AbortSignal } = {}): Promise<Listener & AsyncDisposable> {
  const image = await imageOf('dns', serverFolder('dns'))
  const client = await engineClient()
  await sweep(client)
  const { GenericContainer, Wait } = await loadTestcontainers()
  const host = await freePort()
  const started = await new GenericContainer(image)
    // one port for both: a truncated answer is asked for again by TCP where it came from
    .withExposedPorts({ container: resolverPort, host, protocol: 'udp' }, { container: resolverPort, host })
    .withLabels(ownerLabel())
    .withWaitStrategy(Wait.forSuccessfulCommand('true'))
    .withAutoCleanup(false)
    .start()
    .catch(async (cause: unknown) => {
      await sweep(client)
      throw new MailtlsError('set-up-failed', `expected a container of ${image} to start: ${String(cause)}`, { cause })
    })
  const listener = { host: started.getHost(), port: host }
  const stop = async () => void (await started.stop({ timeout: 0, remove: true }))
  try {
    await awaitAnswer(listener, signal)
  } catch (cause) {
    const log = String(await client.container.getById(started.getId()).logs({ stdout: true, stderr: true, tail: 20 }))
    await stop()
    throw new MailtlsError('set-up-failed', `expected ${image} to resolve signed.test; its log ends:\n${log}`, {
      cause,
    })
  }
  return { ...listener, [Symbol.asyncDispose]: stop }
}

/** A port that is free for UDP and TCP. */
async function freePort(): Promise<number> {
  await using server = await startDnsServer({ zones: [], host: '0.0.0.0' })
  return server.port
}

/** Waits until the resolver answers; until then the engine's proxy drops or refuses what comes. */
async function awaitAnswer(listener: Listener, parent?: AbortSignal): Promise<void> {
  using bound = deadline(readyWithinMs, parent)
  const { signal } = bound
  const resolver = new Resolver({ ...listener, timeoutMs: 500 })
  for (;;) {
    try {
      await resolver.query('signed.test', 'SOA', signal)
      return
    } catch (error) {
      if (signal.aborted || !isMailtlsError(error)) throw error
      await delay(50, undefined, { signal }).catch(() => {})
    }
  }
}
