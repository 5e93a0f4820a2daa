import type { End } from '../../../../harness/wire/end.ts'
import type { CommonPatch } from '../../../../servers/bugs/family.ts'
import type { WatchedPeer } from '../../../visit/watched-peer.ts'
import { whileWithheld } from '../../../visit/withhold.ts'

/** How a client ended a session in which the server left it to it to close. */
export interface Closing {
  /** undefined where it waited for the server to close */
  end?: End
  /** whether it has ended TCP, too, before the server said anything about the end of TLS */
  hasty: boolean
}

/** Says goodbye and does not close, unless the client takes too long. */
export function leavingItToClose(closings: Closing[]): CommonPatch {
  return (Base) =>
    class extends Base {
      override async answer(line: string) {
        const answer = await super.answer(line)
        if (typeof answer === 'string' || answer.next !== 'close' || answer.say === '') return answer
        this.say(answer.say)
        // whoever serves a client under test watches it
        const peer = this.peer as WatchedPeer
        const closing: Closing = { hasty: false }
        await whileWithheld(peer, noteEnds(peer, closing))
        // as it was: what the client does when we close says nothing
        closings.push({ ...closing })
        return { say: '', next: 'close' as const }
      }
    }
}

async function noteEnds(peer: WatchedPeer, closing: Closing): Promise<void> {
  closing.end = await peer.ended()
  if (closing.end !== 'close-notify') return
  await peer.tcpEnd
  closing.hasty = true
}
