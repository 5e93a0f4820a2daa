import { setTimeout as delay } from 'node:timers/promises'
import type { Dialogue } from './dialogue/dialogue.ts'
import { openDialogue } from './dialogue/open.ts'
import { abortError, isMailtlsError } from './errors.ts'
import { Peer } from './peer.ts'
import type { Recording } from './recording.ts'
import { type Listener, type Protocol, protocols } from './subject.ts'
import { Inconclusive } from './verdict.ts'
import { dial } from './wire/dial.ts'
import type { ClientTls } from './wire/tls-session.ts'

export interface ConnectOptions {
  protocol: Protocol
  recording: Recording
  signal: AbortSignal
  tls: ClientTls
  from?: string
  /** ms between tries */
  pauses?: readonly number[]
}

/** A server that hangs up before its greeting is tried again after these: many do so beyond a number of connections. */
const usualPauses = [20, 50, 100, 200, 400, 800]

/**
 * Connects, with TLS first where it is implicit, and reads the greeting. A hang-up or a 421 before it is a limit of the
 * server's, so it is tried again, with pauses. `opened` hears of each peer, to close it. Throws what dial and Peer throw.
 */
export async function connect(
  listener: Listener,
  options: ConnectOptions,
  opened: (peer: Peer) => void,
): Promise<Dialogue> {
  const { protocol, recording, signal, tls, from, pauses = usualPauses } = options
  const { language, implicitTls } = protocols[protocol]
  for (let attempt = 0; ; attempt++) {
    let peer: Peer | undefined
    try {
      peer = new Peer(await dial({ ...listener, from }, signal), { side: 'C', recording, signal, protocol })
      opened(peer)
      if (implicitTls) await startImplicitTls(peer, tls)
      return await openDialogue(language, peer, tls)
    } catch (error) {
      // in TLS 1.3 the handshake is over for us before the server has looked at it: one that wants a certificate says so then
      if (implicitTls && peer?.end === 'alert' && isMailtlsError(error, 'closed-before-greeting')) {
        throw new Inconclusive('handshake-failed', `no session on an implicit TLS port: ${peer.endText}`)
      }
      const pause = pauses[attempt]
      const atItsLimit = error instanceof HangUp || isMailtlsError(error, 'closed-before-greeting', 'busy')
      if (pause === undefined || !atItsLimit) throw error
      peer?.close()
      // when time is up, what the server did says more than that
      await delay(pause, undefined, { signal }).catch(() => {
        throw isMailtlsError(signal.reason, 'deadline') ? error : abortError(signal)
      })
    }
  }
}

/** The end of TCP where a handshake was due: for a limit, or because the server does not like our ClientHello. */
class HangUp extends Inconclusive {}

async function startImplicitTls(peer: Peer, tls: ClientTls): Promise<void> {
  const outcome = await peer.startTls(tls)
  if (outcome.ok) return
  const Reason = outcome.by === 'fin' || outcome.by === 'rst' ? HangUp : Inconclusive
  throw new Reason('handshake-failed', `no TLS on an implicit TLS port: ${outcome.text}`)
}
