/** The one mailbox, shared by everything that a subject serves: what is submitted on one port is read on another. */
export class Mailbox {
  #messages: readonly StoredMessage[] = []
  #taken = 0

  get messages(): readonly StoredMessage[] {
    return this.#messages
  }

  /** Stores a message: lines with CRLF, header and body. */
  deliver(text: string): void {
    this.#messages = [...this.#messages, { uid: ++this.#taken, text }]
  }

  remove(uids: readonly number[]): void {
    this.#messages = this.#messages.filter(({ uid }) => !uids.includes(uid))
  }
}

export interface StoredMessage {
  /** never used again for another one */
  uid: number
  text: string
}

/** The header of a message, with the empty line that ends it. */
export function headerOf(text: string): string {
  const end = text.indexOf('\r\n\r\n')
  return end < 0 ? text : text.slice(0, end + 4)
}
