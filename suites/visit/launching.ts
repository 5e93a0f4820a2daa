import type { ClientContext } from '../../harness/check.ts'
import type { Outcome, Request } from '../../harness/client.ts'
import { deadline } from '../../harness/deadline.ts'
import { privateLinesOf } from '../../harness/redaction/private-key.ts'
import type { Endings } from './endings.ts'
import { turnOf } from './turns.ts'

/** For so many times the bound of a launch a run waits for clients that have to be ended; then it launches no more. */
const mostWaits = 8

type Launching = Pick<ClientContext, 'client' | 'launchMs' | 'once' | 'inconclusive' | 'recording'> &
  Pick<Endings, 'patience'>

/**
 * Launches the client when it is its turn, and ends it after its time. Inconclusive where so many launches of this run
 * had to be ended that the rest would take too long. What it says last holds no secret that it was told.
 */
export async function launched(
  { client, launchMs, once, inconclusive, recording, patience }: Launching,
  request: Request,
  signal: AbortSignal,
): Promise<Outcome> {
  const waiting = await once('waiting for clients to end', () => Promise.resolve(new Waiting()))
  using _turn = await turnOf(client)
  if (waiting.ms >= mostWaits * launchMs) {
    const seconds = Math.round(waiting.ms / 1000)
    inconclusive(
      'hung',
      `the client had to be ended by us too often (${waiting.launches}, in ${seconds} s): it is launched no more`,
    )
  }
  for (const secret of secretsIn(request)) recording.hide(secret)
  using bound = deadline(patience(launchMs), signal)
  // oxlint-disable-next-line no-restricted-properties -- the sum of them bounds the run: inconclusive
  const now = () => performance.now()
  const start = now()
  const outcome = await client.perform(request, bound.signal)
  if (outcome.ended === 'by-us') waiting.add(start, now())
  const { output } = outcome
  return { ...outcome, output: output.slice(0, -lastWords) + recording.redact(output.slice(-lastWords)) }
}

/** What is looked at of an output in the end, and more: a secret at its beginning may be cut in two. */
const lastWords = 20_000

function secretsIn({ password, clientCertificate }: Request): string[] {
  return [password, ...privateLinesOf(clientCertificate?.key ?? '')]
}

/** The time in which at least one launch was under way that had to be ended, in ms. */
class Waiting {
  ms = 0
  launches = 0
  #until = 0

  /** Adds one launch; they come in the order of their ends. */
  add(from: number, to: number): void {
    this.ms += to - Math.max(from, this.#until)
    this.#until = to
    this.launches++
  }
}
