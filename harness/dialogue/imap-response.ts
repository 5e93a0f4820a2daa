import { isMailtlsError, MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { escape } from '../recording.ts'
import type { Answer, Capabilities } from './dialogue.ts'

const maximumResponses = 10_000
const maximumLength = 4 * 1024 * 1024

/** Responses that end with a text for people, which may look like anything. */
const forPeople = /^(OK|NO|BAD|PREAUTH|BYE)( |$)/i

/** One response of an IMAP server (RFC 9051, section 7): its line, literals included. `tag` is `*`, `+` or the command's. */
export interface ImapResponse {
  tag: string
  text: string
}

/** What came of a command: its tagged response or a continuation request, behind what came untagged. */
export class ImapAnswer implements Answer {
  readonly tag: string
  readonly text: string
  /** texts of the untagged responses, without `* ` */
  readonly untagged: readonly string[]

  constructor({ tag, text }: ImapResponse, untagged: readonly string[] = []) {
    this.tag = tag
    this.text = text
    this.untagged = untagged
  }

  /** OK, NO, BAD, PREAUTH or BYE, in capitals; empty for a continuation request. */
  get status(): string {
    return this.tag === '+' ? '' : (/^[A-Za-z]+/.exec(this.text)?.[0].toUpperCase() ?? '')
  }

  get accepted(): boolean {
    return this.tag === '+' || this.status === 'OK' || this.status === 'PREAUTH'
  }

  get challenge(): string | undefined {
    return this.tag === '+' ? this.text : undefined
  }

  get shape(): string {
    return this.tag === '+' ? '+' : `${this.tag} ${this.status}`
  }

  get wording(): string {
    return [...this.untagged.map((each) => `* ${each}`), this.tag === '+' ? `+ ${this.text}` : this.text].join(' / ')
  }

  toString(): string {
    return escape(`${this.tag} ${this.text}`.slice(0, 500))
  }
}

/** What the last CAPABILITY response lists (RFC 9051, section 7.2.2). */
export class ImapCapabilities implements Capabilities {
  readonly listed: readonly string[]

  constructor(words: string) {
    this.listed = words.split(' ').filter((word) => word !== '')
  }

  get startTls(): boolean {
    return this.includes('STARTTLS')
  }

  get mechanisms(): string[] {
    return this.listed.flatMap((word) => /^AUTH=(.+)$/i.exec(word)?.[1]?.toUpperCase() ?? [])
  }

  includes(keyword: string): boolean {
    return this.listed.some((word) => word.toUpperCase() === keyword)
  }
}

/** The lists of capabilities in an answer: untagged responses, and response codes (RFC 9051, sections 7.1 and 7.2.2). */
export function listsIn({ tag, text, untagged }: ImapAnswer): ImapCapabilities[] {
  const list = /^(?:CAPABILITY (.*)|(?:OK|NO|BAD) \[CAPABILITY ([^\]]*)\].*)$/is
  return [...untagged, ...(tag === '+' ? [] : [text])].flatMap((each) => {
    const [found, response, code = response] = list.exec(each) ?? []
    return found === undefined ? [] : [new ImapCapabilities(code!)]
  })
}

/** Reads one response with its literals. Throws `not-the-protocol` for what is none. */
export async function readResponse(peer: Pick<Peer, 'line' | 'exactly'>): Promise<ImapResponse> {
  let line = await peer.line()
  const [, tag, rest] = /^([^\s()"%{\\]+)(?: (.*))?$/s.exec(line) ?? []
  if (tag === undefined || (tag !== '+' && !rest)) {
    throw new MailtlsError(
      'not-the-protocol',
      `expected an IMAP response such as "* OK ready", found "${escape(line.slice(0, 80))}"`,
    )
  }
  let text = rest ?? ''
  if (tag !== '*' || forPeople.test(text)) return { tag, text }
  for (let literal = literalAt(line); literal !== undefined; literal = literalAt(line)) {
    const bytes = await peer.exactly(literal)
    line = await peer.line()
    text += `\r\n${bytes.toString('latin1')}${line}`
    if (text.length > maximumLength) {
      throw new MailtlsError('too-long', `expected the end of a response, found more than ${maximumLength} bytes of it`)
    }
  }
  return { tag, text }
}

/**
 * Reads responses to the tagged one, or to a continuation request. Throws what `readResponse` throws, and `closing`
 * where the end comes behind a BYE (RFC 9051, section 7.1.5).
 */
export async function readAnswer(peer: Pick<Peer, 'line' | 'exactly'>): Promise<ImapAnswer> {
  const untagged: string[] = []
  for (;;) {
    const response = await readResponse(peer).catch((cause: unknown) => {
      const bye = untagged.find((text) => /^BYE( |$)/i.test(text))
      if (bye === undefined || !isMailtlsError(cause, 'ended')) throw cause
      throw new MailtlsError('closing', `the server closes: "${escape(`* ${bye}`)}"`, { cause })
    })
    if (response.tag !== '*') return new ImapAnswer(response, untagged)
    untagged.push(response.text)
    if (untagged.length >= maximumResponses) {
      throw new MailtlsError(
        'too-long',
        `expected a tagged response, found ${maximumResponses} untagged ones before it`,
      )
    }
  }
}

/** The first literal in the text of a response. */
export function literalIn(text: string): string | undefined {
  const announced = /\{(\d+)\}\r\n/.exec(text)
  if (!announced) return undefined
  const start = announced.index + announced[0].length
  return text.slice(start, start + Number(announced[1]))
}

/** How long the literal is that a line announces at its end (RFC 9051, section 4.3). */
function literalAt(line: string): number | undefined {
  const length = /\{(\d{1,10})\}$/.exec(line)?.[1]
  return length === undefined ? undefined : Number(length)
}
