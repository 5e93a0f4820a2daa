import { MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { escape } from '../recording.ts'
import type { Answer, Capabilities } from './dialogue.ts'

const maximumLines = 100_000

/** A POP3 response (RFC 1939, section 3): a status line, and the lines of a multi-line one with dots unstuffed. */
export class Pop3Reply implements Answer {
  readonly status: '+OK' | '-ERR' | '+'
  readonly text: string
  readonly lines?: readonly string[]

  constructor(status: '+OK' | '-ERR' | '+', text: string, lines?: readonly string[]) {
    this.status = status
    this.text = text
    if (lines) this.lines = lines
  }

  get accepted(): boolean {
    return this.status !== '-ERR'
  }

  get challenge(): string | undefined {
    return this.status === '+' ? this.text : undefined
  }

  get shape(): string {
    return `${this.status}${this.lines ? '-' : ''}`
  }

  get wording(): string {
    return [`${this.status} ${this.text}`, ...(this.lines ?? [])].join(' / ')
  }

  toString(): string {
    return escape(`${this.status} ${this.text}`.trim())
  }
}

/** What CAPA lists (RFC 2449, section 5). */
export class Pop3Capabilities implements Capabilities {
  readonly listed: readonly string[]

  constructor(lines: readonly string[]) {
    this.listed = lines
  }

  get startTls(): boolean {
    return this.includes('STLS')
  }

  get mechanisms(): string[] {
    return this.parameters('SASL').map((mechanism) => mechanism.toUpperCase())
  }

  includes(keyword: string): boolean {
    return this.#named(keyword).length > 0
  }

  parameters(keyword: string): string[] {
    return this.#named(keyword).flatMap(([, ...parameters]) => parameters)
  }

  /** The lines of a keyword, by words. */
  #named(keyword: string): string[][] {
    return this.listed.map((line) => line.trim().split(/ +/)).filter(([name]) => name?.toUpperCase() === keyword)
  }
}

/** Reads a status line, or a SASL challenge. Throws `not-the-protocol` for anything else. */
export async function readStatus(peer: Pick<Peer, 'line'>): Promise<Pop3Reply> {
  const line = await peer.line()
  const [, status, text] = /^(\+OK|-ERR|\+)(?: (.*))?$/s.exec(line) ?? []
  if (status === undefined) {
    throw new MailtlsError(
      'not-the-protocol',
      `expected a POP3 response such as "+OK ready", found "${escape(line.slice(0, 80))}"`,
    )
  }
  return new Pop3Reply(status as Pop3Reply['status'], text ?? '')
}

/** Reads the lines behind a +OK to the dot that ends them. */
export async function readLines(peer: Pick<Peer, 'line'>): Promise<string[]> {
  const lines: string[] = []
  for (let line = await peer.line(); line !== '.'; line = await peer.line()) {
    if (lines.push(line.startsWith('.') ? line.slice(1) : line) >= maximumLines) {
      throw new MailtlsError('too-long', `expected the end of a response, found ${maximumLines} lines before it`)
    }
  }
  return lines
}
