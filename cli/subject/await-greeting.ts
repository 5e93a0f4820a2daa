import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '../../harness/connect.ts'
import { deadline } from '../../harness/deadline.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import type { Peer } from '../../harness/peer.ts'
import { Recording } from '../../harness/recording.ts'
import type { Listener, Protocol } from '../../harness/subject.ts'
import { isDecision } from '../../harness/verdict.ts'
import { anyTls } from '../../harness/wire/tls-session.ts'

interface Wait {
  protocol: Protocol
  withinMs: number
  signal: AbortSignal
}

/**
 * Waits until a server greets. Anything that it says counts: what it is worth is for the checks to judge. Throws
 * MailtlsError `deadline`, or what `signal` carries.
 */
export async function awaitGreeting(listener: Listener, { protocol, withinMs, signal: parent }: Wait): Promise<void> {
  using bound = deadline(withinMs, parent)
  const { signal } = bound
  for (;;) {
    const peers: Peer[] = []
    try {
      await connect(listener, { protocol, recording: new Recording(), signal, tls: anyTls }, (peer) => peers.push(peer))
      return
    } catch (error) {
      if (isDecision(error) || isMailtlsError(error, 'busy', 'no-service', 'not-the-protocol')) return
      if (!isMailtlsError(error, 'connection-refused', 'unreachable', 'closed-before-greeting', 'ended')) throw error
      await delay(50, undefined, { signal }).catch(() => {})
    } finally {
      for (const peer of peers) peer.close()
    }
  }
}
