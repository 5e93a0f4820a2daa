import { setTimeout as delay } from 'node:timers/promises'
import { SmtpClient } from './dialogue/smtp-client.ts'
import { isMailtlsError } from './errors.ts'
import { Peer } from './peer.ts'
import type { Recording } from './recording.ts'
import type { Listener } from './subject.ts'
import { Inconclusive } from './verdict.ts'
import { dial } from './wire/dial.ts'
import type { ClientTls } from './wire/tls-session.ts'

export interface ConnectOptions {
  recording: Recording
  signal: AbortSignal
  tls: ClientTls
  implicitTls: boolean
  from?: string
}

/** Pauses between tries, in ms, when a server hangs up before its greeting: many do so beyond a number of connections. */
const pauses = [20, 50, 100, 200, 400, 800]

/**
 * Connects, with TLS first where it is implicit, and reads the greeting. A hang-up or a 421 before it is a limit of the
 * server's, so it is tried again, with pauses. `opened` hears of each peer, to close it. Throws what dial and Peer throw.
 */
export async function connect(
  listener: Listener,
  options: ConnectOptions,
  opened: (peer: Peer) => void,
): Promise<SmtpClient> {
  const { recording, signal, tls, implicitTls, from } = options
  for (let attempt = 0; ; attempt++) {
    const peer = new Peer(await dial({ ...listener, from }, signal), { side: 'C', recording, signal })
    opened(peer)
    try {
      if (implicitTls) await startImplicitTls(peer, tls)
      return await SmtpClient.open(peer, tls)
    } catch (error) {
      const pause = pauses[attempt]
      if (pause === undefined || !isMailtlsError(error, 'closed-before-greeting', 'busy')) throw error
      peer.close()
      await delay(pause, undefined, { signal }).catch(() => {})
    }
  }
}

async function startImplicitTls(peer: Peer, tls: ClientTls): Promise<void> {
  const outcome = await peer.startTls(tls)
  if (!outcome.ok) throw new Inconclusive('handshake-failed', `no TLS on an implicit TLS port: ${outcome.text}`)
}
