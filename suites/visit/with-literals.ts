import type { ServerClass } from '../../servers/bugs/bug.ts'
import type { ImapServer } from '../../servers/reference/imap-server.ts'

/** Takes literals, which some clients log in with: a command is answered as if each were a quoted string (RFC 9051, section 4.3). */
export function withLiterals(Base: ServerClass<ImapServer>): ServerClass<ImapServer> {
  return class extends Base {
    override async answer(line: string) {
      return await super.answer(await this.whole(line))
    }
    async whole(line: string): Promise<string> {
      const [, before, size, waits] = /^(.* )\{(\d+)(\+?)\}$/s.exec(line) ?? []
      if (before === undefined) return line
      if (waits === '') this.say('+ Go on')
      // a message has many lines
      const literal = (await this.peer.exactly(Number(size))).toString('latin1').replace(/["\\]/g, '\\$&')
      return await this.whole(`${before}"${literal}"${await this.peer.line()}`)
    }
  }
}
