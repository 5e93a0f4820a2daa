import { MailtlsError } from '../errors.ts'
import type { Answer, Capabilities } from './dialogue.ts'
import { escape } from '../recording.ts'

const maximumLines = 1000

/** A whole SMTP reply (RFC 5321, section 4.2): its code and the texts of its lines, without code and separator. */
export class SmtpReply implements Answer {
  readonly code: number
  readonly texts: readonly string[]

  constructor(code: number, texts: readonly string[]) {
    this.code = code
    this.texts = texts
  }

  /** 2 for success, 3 for intermediate, 4 for a temporary and 5 for a permanent refusal. */
  get class(): number {
    return Math.floor(this.code / 100)
  }

  get accepted(): boolean {
    return this.class === 2 || this.class === 3
  }

  get challenge(): string | undefined {
    return this.code === 334 ? (this.texts[0] ?? '') : undefined
  }

  get wording(): string {
    return `${this.code} ${this.texts.join(' / ')}`
  }

  /** The enhanced status code (RFC 2034) of the first line, such as 5.7.0. */
  get enhanced(): string | undefined {
    return /^([245]\.\d{1,3}\.\d{1,3})( |$)/.exec(this.texts[0] ?? '')?.[1]
  }

  /** Code and whether it has several lines: enough to tell which command a reply answers, without reading any text. */
  get shape(): string {
    return `${this.code}${this.texts.length > 1 ? '-' : ''}`
  }

  toString(): string {
    return escape(`${this.code} ${this.texts[0] ?? ''}`.trim())
  }
}

/** The reply to EHLO: its first line greets, each other one holds an extension keyword and its parameters. */
export class EhloReply extends SmtpReply implements Capabilities {
  /** Extension lines, keyword in capitals: `['STARTTLS']`, `['AUTH', 'PLAIN', 'LOGIN']`. */
  get extensions(): string[][] {
    return this.texts.slice(1).map((text) => {
      // `AUTH=PLAIN` is how servers older than RFC 2554 wrote it
      const [keyword = '', ...parameters] = text.trim().split(/[ =]+/)
      return [keyword.toUpperCase(), ...parameters]
    })
  }

  get startTls(): boolean {
    return this.includes('STARTTLS')
  }

  get mechanisms(): string[] {
    return this.parameters('AUTH').map((mechanism) => mechanism.toUpperCase())
  }

  get listed(): string[] {
    return this.extensions.map((extension) => extension.join(' '))
  }

  includes(keyword: string): boolean {
    return this.extensions.some(([name]) => name === keyword)
  }

  parameters(keyword: string): string[] {
    return this.extensions.filter(([name]) => name === keyword).flatMap(([, ...parameters]) => parameters)
  }
}

/**
 * Reads one reply, of one line or several. Throws `not-the-protocol` for what is no SMTP reply and `too-long` beyond
 * 1000 lines, besides what `line` throws.
 */
export async function readReply(line: () => Promise<string>): Promise<SmtpReply> {
  const texts: string[] = []
  for (let code: number | undefined; ;) {
    const text = await line()
    const [, digits, more, rest] = /^([2-5][0-9]{2})(?:([ -])(.*))?$/.exec(text) ?? []
    if (!digits || (code !== undefined && Number(digits) !== code)) {
      throw new MailtlsError(
        'not-the-protocol',
        `expected ${code ?? 'an SMTP reply such as "220 ready"'}, found "${escape(text.slice(0, 80))}"`,
      )
    }
    code = Number(digits)
    texts.push(rest ?? '')
    if (more !== '-') return new SmtpReply(code, texts)
    if (texts.length >= maximumLines) {
      throw new MailtlsError('too-long', `expected an SMTP reply, found more than ${maximumLines} lines of one`)
    }
  }
}
