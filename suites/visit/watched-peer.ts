import { Peer } from '../../harness/peer.ts'
import type { ClientTls, ServerTls, TlsOutcome } from '../../harness/wire/tls-session.ts'

/** Our end of a connection that a client has opened; it remembers its handshakes. */
export class WatchedPeer extends Peer {
  readonly handshakes: TlsOutcome[] = []

  override async startTls(options: ClientTls | ServerTls): Promise<TlsOutcome> {
    const outcome = await super.startTls(options)
    this.handshakes.push(outcome)
    return outcome
  }
}
