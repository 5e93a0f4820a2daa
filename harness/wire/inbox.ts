import { abortError, MailtlsError } from '../errors.ts'
import type { End } from './end.ts'
import { helloStart } from './tls-records.ts'

const maximumLine = 64 * 1024
const maximumUnread = 1024 * 1024

/** What came from the other side and was not read yet, with the waiting for more of it. After an abort, wake() ends a wait. */
export class Inbox {
  /** how the other side ended, once it has */
  end?: End
  /** how the line that was taken last ended */
  lineEnd: 'CRLF' | 'LF' = 'CRLF'
  /** the bytes that came last, as one read of the socket or of the TLS session gave them */
  lastRead: Buffer = Buffer.alloc(0)
  readonly #signal: AbortSignal
  readonly #resume: () => void
  #unread: Buffer = Buffer.alloc(0)
  #changed = Promise.withResolvers<void>()

  /** `resume` is called when more is waited for: reading may have stopped, since the inbox was full. */
  constructor(signal: AbortSignal, resume = () => {}) {
    this.#signal = signal
    this.#resume = resume
  }

  get length(): number {
    return this.#unread.length
  }

  /** whether nothing more should come until some of it was read */
  get full(): boolean {
    return this.#unread.length > maximumUnread
  }

  append(bytes: Buffer): void {
    this.lastRead = bytes
    this.#unread = Buffer.concat([this.#unread, bytes])
    this.wake()
  }

  prepend(bytes: Buffer): void {
    this.#unread = Buffer.concat([bytes, this.#unread])
    this.wake()
  }

  close(end: End): void {
    this.end ??= end
    this.wake()
  }

  /** What is there, without taking it. */
  peek(): Buffer {
    return this.#unread
  }

  take(length = this.#unread.length): Buffer {
    const taken = this.#unread.subarray(0, length)
    this.#unread = this.#unread.subarray(length)
    return taken
  }

  /** Takes a whole line, without its line end (CRLF or bare LF); undefined while there is none. */
  takeLine(): string | undefined {
    const end = this.#unread.indexOf(0x0a)
    if (end > maximumLine || (end < 0 && this.#unread.length > maximumLine)) {
      throw new MailtlsError('too-long', `expected a line, found more than ${maximumLine} bytes without a line end`)
    }
    if (end < 0) return undefined
    const line = this.take(end + 1).toString('latin1')
    this.lineEnd = line.endsWith('\r\n') ? 'CRLF' : 'LF'
    return line.slice(0, this.lineEnd === 'CRLF' ? -2 : -1)
  }

  hasLine(): boolean {
    return this.#unread.includes(0x0a)
  }

  /** Waits until something is there, and takes it; empty only at the end. */
  async bytes(): Promise<Buffer> {
    while (this.length === 0 && !this.end) await this.more()
    return this.take()
  }

  /** Waits until so many bytes are there, and takes them. */
  async exactly(length: number): Promise<Buffer> {
    if (length > maximumUnread) throw new MailtlsError('too-long', `expected a literal, found one of ${length} bytes`)
    while (this.length < length) await this.more()
    return this.take(length)
  }

  /** Waits for a ClientHello and takes what stands before it; all, when none follows to the end. */
  async plaintextBeforeTls(): Promise<Buffer> {
    for (;;) {
      const start = helloStart(this.#unread)
      if (start + 1 < this.length || this.end) return this.take(start)
      await this.more()
    }
  }

  /** Waits until the other side has ended. */
  async ended(): Promise<End> {
    while (!this.end) await this.more()
    return this.end
  }

  /**
   * Waits until something has come or ended, at most once. Throws `too-long` where that much is unread already, `ended`
   * after the end, or what the signal carries.
   */
  async more(): Promise<void> {
    if (this.full) {
      throw new MailtlsError('too-long', `expected an end, found more than ${maximumUnread} bytes before it`)
    }
    this.throwIfAborted()
    if (this.end) throw new MailtlsError('ended', `expected an answer, but the connection ended (${this.end})`)
    this.#resume()
    await this.#changed.promise
    this.throwIfAborted()
  }

  throwIfAborted(): void {
    if (this.#signal.aborted) throw abortError(this.#signal)
  }

  wake(): void {
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers<void>()
    resolve()
  }
}
