/**
 * Bytes that come at one end and are taken at the other. What it costs to take them in grows with their number only, in
 * however small pieces they come; what was taken never changes, and what was appended must not be changed either.
 */
export class ByteQueue {
  #store: Buffer = Buffer.alloc(0)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  append(bytes: Buffer): void {
    if (this.length === 0) this.#hold(bytes, bytes.length)
    else {
      if (this.#end + bytes.length > this.#store.length) this.#grow(this.length + bytes.length)
      bytes.copy(this.#store, this.#end)
      this.#end += bytes.length
    }
  }

  prepend(bytes: Buffer): void {
    const all = Buffer.concat([bytes, this.peek()])
    this.#hold(all, all.length)
  }

  /** What is there, without taking it. */
  peek(): Buffer {
    return this.#store.subarray(this.#start, this.#end)
  }

  take(length = this.length): Buffer {
    const taken = this.#store.subarray(this.#start, Math.min(this.#end, this.#start + length))
    this.#start += taken.length
    return taken
  }

  /** Twice the room that is needed, in a new place: what was taken still stands in the old one. */
  #grow(length: number): void {
    const store = Buffer.allocUnsafe(2 * length)
    this.#hold(store, this.peek().copy(store))
  }

  #hold(store: Buffer, length: number): void {
    this.#store = store
    this.#start = 0
    this.#end = length
  }
}
