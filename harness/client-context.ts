import type { Check, ClientContext, Judging } from './check.ts'
import type { Mode } from './client.ts'
import type { Opening } from './context.ts'
import { deadline } from './deadline.ts'
import type { Once } from './once.ts'
import { type ClientPlace, setUpFor } from './place.ts'

interface ClientOpening extends Opening {
  once: Once
  timeoutMs: number
  /** ends the run */
  interrupted?: AbortSignal
}

/** What it may take to end a client that does not end by itself, and to hear its last: it is part of a check's time. */
const endingMs = 1000

/** What a check of a client runs with. */
export function clientContext(
  check: Check,
  place: ClientPlace,
  { recording, signal, once, timeoutMs, interrupted }: ClientOpening,
  judging: Judging,
): ClientContext {
  return {
    ...judging,
    role: place.role,
    protocol: place.protocol,
    mode: setUpFor(check, place) as Mode,
    client: place.client,
    recording,
    signal,
    launchMs: Math.max(timeoutMs - endingMs, 0.8 * timeoutMs),
    once: (key, work) =>
      // whoever asked first may end before the others
      once(key, async () => {
        using bound = deadline(2 * timeoutMs, interrupted)
        return await work(bound.signal)
      }),
  }
}
