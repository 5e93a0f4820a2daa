import type { Side } from '../recording.ts'

/** More than that is kept of no line, in characters, and a login with literals has no more lines. */
const longest = 64 * 1024
const mostLines = 20

/**
 * Follows what is said on one connection and finds the secrets that a client sends there to log in, whatever they are: the
 * password of an account that nobody has named to us, and what mechanisms make of one.
 */
export class LoginWatch {
  /** what came of a line that is not over */
  #begun: Record<Side, string> = { C: '', S: '' }
  /** the exchange that is going on, and how many responses it has had */
  #exchange?: { mechanism: string; responses: number }
  #challenged = false

  /** What was sent; the secrets that show by it. */
  heard(side: Side, text: string): string[] {
    const lines = (this.#begun[side] + text).split('\n')
    this.#begun[side] = lines.pop()!.slice(0, longest)
    if (side === 'S') {
      for (const line of lines) this.#answered(line)
      return []
    }
    const found: string[] = []
    for (let i = 0; i < lines.length; i++) {
      // a literal goes on behind the end of its line
      if (/^\S+ LOGIN .*\{\d+\+?\}\r?$/is.test(lines[i]!)) {
        const rest = lines.slice(i, i + mostLines).join('\n')
        const secret = literalLogin(rest)
        if (secret !== undefined) found.push(secret)
        else if (lines.length - i < mostLines) {
          this.#begun.C = `${rest}\n${this.#begun.C}`.slice(0, longest)
          return found
        }
      } else found.push(...this.#line(lines[i]!.replace(/\r$/, '')))
    }
    return found
  }

  #answered(line: string): void {
    this.#challenged = /^(?:334(?: |\r?$)|\+(?: |\r?$))/.test(line)
    if (!this.#challenged) this.#exchange = undefined
  }

  #line(line: string): string[] {
    if (this.#exchange && this.#challenged) return this.#response(this.#exchange, line)
    const [, mechanism, initial] = /^(?:\S+ AUTHENTICATE|AUTH) ([\w-]+)(?: (\S+))?\s*$/i.exec(line) ?? []
    if (mechanism !== undefined) {
      this.#exchange = { mechanism: mechanism.toUpperCase(), responses: 0 }
      return initial === undefined ? [] : this.#response(this.#exchange, initial)
    }
    const [, password] = /^PASS (.+)$/i.exec(line) ?? []
    const [, digest] = /^APOP \S+ (\S+)\s*$/i.exec(line) ?? []
    const [, login] = /^\S+ LOGIN (?:"(?:\\.|[^"\\])*"|[^\s"{]+) (.+)$/i.exec(line) ?? []
    return [password, digest, login === undefined ? undefined : unquoted(login)].filter((each) => each !== undefined)
  }

  #response(exchange: { mechanism: string; responses: number }, base64: string): string[] {
    const { mechanism } = exchange
    exchange.responses += 1
    // an identity is no secret
    if (base64 === '*' || base64 === '=' || ['EXTERNAL', 'ANONYMOUS'].includes(mechanism)) return []
    const text = Buffer.from(base64, 'base64').toString()
    if (mechanism === 'LOGIN') return exchange.responses === 1 ? [] : [text, base64]
    if (mechanism === 'PLAIN') return [...text.split('\0').slice(2), base64]
    return mechanism === 'CRAM-MD5' ? [text.slice(text.lastIndexOf(' ') + 1), base64] : [base64]
  }
}

function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text
}

/** The password in LOGIN with literals, once all of it has come (RFC 9051, section 4.3). */
function literalLogin(text: string): string | undefined {
  const [, behindTag] = /^\S+ LOGIN (.*)$/is.exec(text) ?? []
  const user = stringIn(behindTag ?? '')
  return user && stringIn(user.rest.replace(/^ /, ''))?.text
}

function stringIn(text: string): { text: string; rest: string } | undefined {
  const [head, length] = /^\{(\d+)\+?\}\r?\n/.exec(text) ?? []
  if (head !== undefined) {
    const [from, until] = [head.length, head.length + Number(length)]
    return text.length < until ? undefined : { text: text.slice(from, until), rest: text.slice(until) }
  }
  const [word] = /^(?:"(?:\\.|[^"\\])*"|[^\s"{]+)/.exec(text) ?? []
  return word === undefined ? undefined : { text: unquoted(word), rest: text.slice(word.length) }
}
