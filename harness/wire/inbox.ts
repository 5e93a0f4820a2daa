import { abortError, MailtlsError } from '../errors.ts'
import type { End } from './end.ts'

const maximumLine = 64 * 1024

/** What came from the other side and was not read yet, with the waiting for more of it. After an abort, wake() ends a wait. */
export class Inbox {
  /** how the other side ended, once it has */
  end?: End
  /** how the line that was taken last ended */
  lineEnd: 'CRLF' | 'LF' = 'CRLF'
  /** the bytes that came last, as one read of the socket or of the TLS session gave them */
  lastRead: Buffer = Buffer.alloc(0)
  readonly #signal: AbortSignal
  #unread: Buffer = Buffer.alloc(0)
  #changed = Promise.withResolvers<void>()

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  get length(): number {
    return this.#unread.length
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

  /** Waits until something has come or ended, at most once. Throws `ended` after the end, or what the signal carries. */
  async more(): Promise<void> {
    this.throwIfAborted()
    if (this.end) throw new MailtlsError('ended', `expected an answer, but the connection ended (${this.end})`)
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
