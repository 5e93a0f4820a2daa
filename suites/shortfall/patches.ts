import { type Language, protocols } from '../../harness/subject.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { Answer } from '../../servers/reference/line-server.ts'
import { speaksNext } from '../visit/withhold.ts'
import type { WatchedPeer } from '../visit/watched-peer.ts'

/** What a server says, by language; TAG stands for the tag of the command. */
export type Words = Readonly<Record<Language, string>>

const close: Answer = { say: '', next: 'close' }

/** One patch behind the other. */
export function together(...patches: readonly CommonPatch[]): CommonPatch {
  return (Base) => patches.reduce((Patched, patch) => patch(Patched), Base)
}

/** Commands like these are answered with these words; whoever has nothing to say to them is let go after a while. */
export function answering(commands: RegExp, words: Words): CommonPatch {
  return (Base) =>
    class extends Base {
      override async answer(line: string) {
        if (this.tls || !commands.test(line)) return await super.answer(line)
        const [tag] = line.split(' ')
        this.say(words[protocols[this.settings.protocol].language].replaceAll('TAG', tag!))
        return (await speaksNext(this.peer)) ? '' : close
      }
    }
}

const upgrades = /^(\S+ )?(STARTTLS|STLS)\s*$/i

/** STARTTLS is listed as ever, and answered otherwise. */
export const answeringStarttls = (words: Words): CommonPatch => answering(upgrades, words)

const unknown: Words = {
  smtp: '502 5.5.1 Command not implemented',
  imap: 'TAG BAD Unknown command',
  pop3: '-ERR Unknown command',
}

/** A server without TLS: what an attacker makes of one who strips the capability. */
export const withoutStarttls = together(
  (Base) =>
    class extends Base {
      override offersStartTls() {
        return false
      }
    },
  answeringStarttls(unknown),
)

/** A server that does not even know how to list its capabilities. */
export const withoutCapabilities = together(withoutStarttls, answering(/^EHLO |^\S+ CAPABILITY$|^CAPA$/i, unknown))

/** Refuses STARTTLS on the first connection, as one does who has a passing problem, and has TLS on the next. */
export function refusingOnce(): CommonPatch {
  let asked = false
  const words = { smtp: '454 4.7.0 TLS not available now', imap: 'TAG NO Not now', pop3: '-ERR Not now' }
  return (Base) => {
    const Refusing = answeringStarttls(words)(Base)
    return class extends Base {
      readonly #refusing = asked ? undefined : new Refusing(this.peer, this.settings)
      override async answer(line: string) {
        asked ||= upgrades.test(line)
        return await (this.#refusing ? this.#refusing.answer(line) : super.answer(line))
      }
    }
  }
}
