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
      const next = await this.peer.line()
      const literal = next.slice(0, Number(size)).replace(/["\\]/g, '\\$&')
      return await this.whole(`${before}"${literal}"${next.slice(Number(size))}`)
    }
  }
}
