import { abortError, MailtlsError } from '../errors.ts'
import { ByteQueue } from './byte-queue.ts'
import type { End } from './end.ts'
import { helloStart } from './tls-records.ts'

const maximumLine = 64 * 1024
const maximumUnread = 1024 * 1024
/** more plaintext between TLS records than anybody reads */
export const maximumBesideTls = 1024 * 1024
/** more than a server has to say to anything that it is asked */
export const maximumAnswer = 4 * 1024 * 1024

/** What came from the other side and was not read yet, with the waiting for more of it. After an abort, wake() ends a wait. */
export class Inbox {
  /** how the other side ended, once it has */
  end?: End
  /** the same, with what else is known of it; empty before */
  endText = ''
  /** how the line that was taken last ended */
  lineEnd: 'CRLF' | 'LF' = 'CRLF'
  /** the bytes that came last, as one read of the socket or of the TLS session gave them */
  lastRead: Buffer = Buffer.alloc(0)
  /** how much may come until something is said to the other side */
  readonly #maximumAnswer: number
  #came = 0
  readonly #signal: AbortSignal
  readonly #resume: () => void
  readonly #unread = new ByteQueue()
  /** how many of the unread bytes were looked through, and hold no line end */
  #withoutEnd = 0
  #changed = Promise.withResolvers<void>()

  /** `resume` is called when more is waited for: reading may have stopped, since the inbox was full. */
  constructor(signal: AbortSignal, resume = () => {}, maximum = Infinity) {
    this.#signal = signal
    this.#resume = resume
    this.#maximumAnswer = maximum
  }

  /** Something was said to the other side: what comes from now on may answer it. */
  asked(): void {
    this.#came = 0
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
    this.#came += bytes.length
    this.#unread.append(bytes)
    this.wake()
  }

  prepend(bytes: Buffer): void {
    this.#unread.prepend(bytes)
    this.#withoutEnd = 0
    this.wake()
  }

  /** `text` says more of how it ended. */
  close(end: End, text?: string): void {
    if (!this.end) this.endText = text ? `${end}: ${text}` : end
    this.end ??= end
    this.wake()
  }

  /** What is there, without taking it. */
  peek(): Buffer {
    return this.#unread.peek()
  }

  take(length = this.#unread.length): Buffer {
    this.#withoutEnd = 0
    return this.#unread.take(length)
  }

  /** Takes a whole line, without its line end (CRLF or bare LF); undefined while there is none. */
  takeLine(): string | undefined {
    const end = this.#lineEndAt()
    if (end > maximumLine || (end < 0 && this.#unread.length > maximumLine)) {
      throw new MailtlsError('too-long', `expected a line, found more than ${maximumLine} bytes without a line end`)
    }
    if (end < 0) return undefined
    const line = this.take(end + 1).toString('latin1')
    this.lineEnd = line.endsWith('\r\n') ? 'CRLF' : 'LF'
    return line.slice(0, this.lineEnd === 'CRLF' ? -2 : -1)
  }

  hasLine(): boolean {
    return this.#lineEndAt() >= 0
  }

  #lineEndAt(): number {
    const end = this.#unread.peek().indexOf(0x0a, this.#withoutEnd)
    if (end < 0) this.#withoutEnd = this.length
    return end
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
      const start = helloStart(this.#unread.peek())
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
   * Waits until something has come or ended, at most once. Throws `too-long` where too much is unread or was said, `ended`
   * after the end, or what the signal carries.
   */
  async more(): Promise<void> {
    if (this.full) {
      throw new MailtlsError('too-long', `expected an end, found more than ${maximumUnread} bytes before it`)
    }
    if (this.#came > this.#maximumAnswer) {
      throw new MailtlsError(
        'too-long',
        `expected the end of an answer, found more than ${this.#maximumAnswer} bytes of it`,
      )
    }
    this.throwIfAborted()
    if (this.end) throw new MailtlsError('ended', `expected an answer, but the connection ended (${this.endText})`)
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
