import { helloStart, recordType } from '../../harness/wire/tls-records.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'

/** What came of one STARTTLS or STLS that a client sent. */
export interface Upgrade {
  /** what else the client had sent before it was answered */
  early: Buffer
  /** what came between the answer and a ClientHello, as far as it came at once */
  behind: Buffer
  /** whether a handshake was begun behind the answer */
  begun: boolean
}

interface Answering {
  /** makes the answer of the go-ahead that it would be */
  answer?: (goAhead: string) => string
  /** how long it is withheld */
  withheldMs?: number
}

/**
 * Notes each upgrade and takes what follows the answer for what it is, whatever that was: TLS is served, and a command is
 * answered in cleartext.
 */
export function watching(
  upgrades: Upgrade[],
  { answer = (goAhead) => goAhead, withheldMs = 0 }: Answering = {},
): CommonPatch {
  return (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const { peer } = this
        if (withheldMs > 0) await peer.pause(withheldMs)
        const upgrade: Upgrade = { early: peer.leftover(), behind: Buffer.alloc(0), begun: false }
        upgrades.push(upgrade)
        this.say(answer(goAhead))
        const next = await peer.bytes()
        upgrade.begun = next[0] === recordType.handshake
        peer.unread(next)
        // what else there is in TLS, or in SSL 2.0, is no command
        if (helloStart(next) > 0) {
          upgrade.behind = next
          return true
        }
        const outcome = await this.handshake()
        if (!outcome.ok) return await this.respond(await this.handshakeFailed(outcome))
        this.forget()
        return true
      }
    }
}

/** What was sent, for a sentence: its first line, unless that is a secret. */
export function firstLineOf(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1').split(/\r?\n/)[0]!.slice(0, 40))
}

/** TLS is not to be had for the moment (RFC 3207, section 4). */
export function notAvailable(): string {
  return '454 4.7.0 TLS not available due to temporary reason'
}
