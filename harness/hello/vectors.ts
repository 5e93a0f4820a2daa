import { MailtlsError } from '../errors.ts'

/** A number of so many bytes, big-endian (RFC 8446, section 3.3). */
export function uint(size: number, value: number): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntBE(value, 0, size)
  return bytes
}

/** These bytes with their length before them, in so many bytes (RFC 8446, section 3.4). */
export function vector(size: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([uint(size, content.length), content])
}

/** Reads numbers and vectors one after the other; throws `not-the-protocol` where less is left than is due. */
export class Cursor {
  #left: Buffer

  constructor(bytes: Buffer) {
    this.#left = bytes
  }

  /** how many bytes are left */
  get left(): number {
    return this.#left.length
  }

  take(length: number): Buffer {
    if (length > this.#left.length) {
      throw new MailtlsError(
        'not-the-protocol',
        `expected ${length} more bytes in a TLS handshake message, found ${this.#left.length}`,
      )
    }
    const taken = this.#left.subarray(0, length)
    this.#left = this.#left.subarray(length)
    return taken
  }

  uint(size: number): number {
    return this.take(size).readUIntBE(0, size)
  }

  /** A vector whose length stands in so many bytes. */
  vector(size: number): Cursor {
    return new Cursor(this.take(this.uint(size)))
  }
}
