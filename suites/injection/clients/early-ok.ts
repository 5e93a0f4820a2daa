import type { CommonPatch } from '../../../servers/bugs/family.ts'
import type { Patches } from '../../visit/scene.ts'
import type { Visit } from '../../visit/visit.ts'
import type { WatchedPeer } from '../../visit/watched-peer.ts'

/** How long before the answer that is due, in ms: a client that reads and acts in two threads has to have read it. */
const aheadMs = 100

/** Refuses STARTTLS, whatever was said before, and passes over the ClientHello of whoever begins a handshake all the same. */
export const refusesStartTls: Patches = {
  imap: (Base) =>
    class extends Base {
      override starttls(tag: string) {
        // whoever serves a client under test watches it
        const peer = this.peer as WatchedPeer
        peer.ignoresHellos = true
        return `${tag} BAD Not now`
      }
    },
}

/** Where a client sends STARTTLS: behind so many commands, with this tag; undefined where it does not. */
export function startTlsIn({ sessions }: Visit): { place: number; tag: string } | undefined {
  const { cleartext = [] } = sessions[0] ?? {}
  const place = cleartext.findIndex(({ verb }) => verb === 'STARTTLS')
  return place < 0 ? undefined : { place, tag: cleartext[place]!.tag! }
}

/** Says that STARTTLS is done before it was sent: behind the line that it will follow, or some time ahead of that. */
export function sayingEarly({ place, tag }: { place: number; tag: string }, where: 'behind' | 'ahead'): CommonPatch {
  const early = `${tag} OK Begin TLS negotiation now`
  return (Base) =>
    class extends Base {
      heard = 0

      override greeting() {
        return place > 0 || where === 'ahead' ? super.greeting() : `${super.greeting()}\n${early}`
      }

      override async answer(line: string) {
        const due = ++this.heard === place
        if (due && where === 'ahead') {
          this.say(early)
          await this.peer.pause(aheadMs)
        }
        const answer = await super.answer(line)
        return due && where === 'behind' && typeof answer === 'string' ? `${answer}\n${early}` : answer
      }
    }
}
