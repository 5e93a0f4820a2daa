import type { ServerClass } from '../../servers/reference/line-server.ts'
import type { ImapServer } from '../../servers/reference/imap-server.ts'

/**
 * Takes literals, which some clients log in with: a command is answered as if each were a quoted string (RFC 9051, section
 * 4.3). One of more than `most` bytes is refused: it would be waited for in vain.
 */
export function withLiterals(Base: ServerClass<ImapServer>, most: number): ServerClass<ImapServer> {
  return class extends Base {
    override async answer(line: string) {
      const whole = await this.whole(line)
      return whole === undefined ? `${line.split(' ')[0]} BAD The literal is too large` : await super.answer(whole)
    }
    /** Undefined where a literal is too large to be asked for. */
    async whole(line: string): Promise<string | undefined> {
      const [, before, size, waits] = /^(.* )\{(\d+)(\+?)\}$/s.exec(line) ?? []
      if (before === undefined) return line
      if (Number(size) > most) return undefined
      if (waits === '') this.say('+ Go on')
      // a message has many lines
      const literal = (await this.peer.exactly(Number(size))).toString('latin1').replace(/["\\]/g, '\\$&')
      return await this.whole(`${before}"${literal}"${await this.peer.line()}`)
    }
  }
}
