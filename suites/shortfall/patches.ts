import { type Language, protocols } from '../../harness/subject.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { Answer, LineServer } from '../../servers/reference/line-server.ts'
import { together } from '../visit/together.ts'
import { speaksNext } from './speaks-next.ts'

/** What a server says, by language; TAG stands for the tag of the command. */
export type Words = Readonly<Record<Language, string>>

const close: Answer = { say: '', next: 'close' }

/** Commands like these are answered with these words; whoever has nothing to say to them is let go after a while. */
export function answering(commands: RegExp, words: Words): CommonPatch {
  return (Base) =>
    class extends Base {
      override async answer(line: string) {
        if (this.tls || !commands.test(line)) return await super.answer(line)
        return await respondWith(words, this, line)
      }
    }
}

async function respondWith(words: Words, server: LineServer, line: string): Promise<Answer> {
  const [tag = ''] = line.split(' ')
  server.say(words[protocols[server.settings.protocol].language].replaceAll('TAG', tag))
  return (await speaksNext(server.peer)) ? '' : close
}

const upgrades = /^(\S+ )?(STARTTLS|STLS)\s*$/i

/** STARTTLS is listed as ever, and answered otherwise. */
export const answeringStarttls = (words: Words): CommonPatch => answering(upgrades, words)

const unknown: Words = {
  smtp: '502 5.5.1 Command not implemented',
  imap: 'TAG BAD Unknown command',
  pop3: '-ERR Unknown command',
}

const notNow: Words = { smtp: '454 4.7.0 TLS not available now', imap: 'TAG NO Not now', pop3: '-ERR Not now' }

/** STARTTLS is listed, and refused for now. */
export const refusingForNow = answeringStarttls(notNow)

/** STARTTLS is listed, and then unknown. */
export const refusingForGood = answeringStarttls(unknown)

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
export const withoutCapabilities = together(withoutStarttls, answering(/^EHLO |^\S+ CAPABILITY$|^CAPA$/i, unknown), {
  imap: (Base) =>
    class extends Base {
      override greeting() {
        return '* OK ready'
      }
    },
})

/** Refuses STARTTLS once, as one does who has a passing problem, and has TLS for whoever asks again. */
export function refusingOnce(): CommonPatch {
  let refused = false
  return (Base) =>
    class extends Base {
      override async answer(line: string) {
        if (refused || !upgrades.test(line)) return await super.answer(line)
        refused = true
        return await respondWith(notNow, this, line)
      }
    }
}

/** STARTTLS is listed, and the connection ends where its answer is due. */
export const endingAtStarttls: CommonPatch = (Base) =>
  class extends Base {
    override async answer(line: string) {
      return !this.tls && upgrades.test(line) ? close : await super.answer(line)
    }
  }

/** The connection ends at the first command inside TLS. */
export const endingInsideTls: CommonPatch = (Base) =>
  class extends Base {
    override async answer(line: string) {
      return this.tls ? close : await super.answer(line)
    }
  }
