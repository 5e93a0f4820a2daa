import { type Language, protocols } from '../../harness/subject.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { Answer } from '../../servers/reference/line-server.ts'
import { speaksNext } from './speaks-next.ts'
import type { WatchedPeer } from '../visit/watched-peer.ts'

const close: Answer = { say: '', next: 'close' }

const sorry: Readonly<Record<Language, string>> = {
  smtp: '454 4.7.0 TLS not available',
  imap: '* BAD TLS not available',
  pop3: '-ERR TLS not available',
}

/** Plaintext comes in the place of a handshake, and the dialogue goes on in it. Where TLS comes first it is the greeting. */
export const plaintextInstead = (): CommonPatch => insteadOfHandshake(async (_, language) => sorry[language])

/** The connection ends where the handshake is due. */
export const endInstead = (): CommonPatch => insteadOfHandshake(async () => close)

/** Nothing comes where the handshake is due, unless the client goes on by itself. */
export const silenceInstead = (): CommonPatch =>
  insteadOfHandshake(async (peer) => ((await speaksNext(peer)) ? '' : close))

/** The connection ends right behind the go-ahead. */
export const endBehindGoAhead = (): CommonPatch => (Base) =>
  class extends Base {
    override async startTls(goAhead: string) {
      this.say(goAhead)
      return false
    }
  }

/**
 * Handshakes are run as ever. Behind one that fails the dialogue goes on in cleartext, and so does the next connection where
 * TLS comes first.
 */
export const cleartextBehindFailure = (): CommonPatch => {
  let met = false
  return (Base) =>
    class extends Base {
      override async handshakeFailed() {
        return (await speaksNext(this.peer)) ? '' : close
      }
      override async implicitTls() {
        if (!met) await super.implicitTls()
        return (met = true)
      }
    }
}

/**
 * A ClientHello comes, and no handshake is run: what becomes of the dialogue is for `next` to say. Where TLS comes first
 * the next connection is greeted in cleartext, for whoever comes back without it.
 */
function insteadOfHandshake(next: (peer: WatchedPeer, language: Language) => Promise<Answer>): CommonPatch {
  let failed = false
  return (Base) =>
    class extends Base {
      #next: Answer = close
      override async handshake() {
        // whoever serves a client under test watches it
        const peer = this.peer as WatchedPeer
        const failure = await peer.ignoreHello()
        this.#next = await next(peer, protocols[this.settings.protocol].language)
        return failure
      }
      override handshakeFailed() {
        return this.#next
      }
      override async implicitTls() {
        if (failed) return true
        failed = true
        await this.handshake()
        return this.#next !== close
      }
    }
}
