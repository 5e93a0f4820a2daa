import { MailtlsError } from '../errors.ts'
import { ByteQueue } from '../wire/byte-queue.ts'
import { alertText, RecordReader, recordType, type TlsRecord } from '../wire/tls-records.ts'
import { readCertificates, readServerHello, type ServerHello } from './server-hello.ts'
import { type Sslv2Answer, sslv2Answer } from './sslv2.ts'

/** What a server made of a ClientHello. */
export type ServerAnswer =
  | ({ kind: 'hello'; certificates?: Buffer[] } & ServerHello)
  | { kind: 'alert'; level: 'warning' | 'fatal'; name: string; code: number }
  | { kind: 'plaintext'; text: string }
  | { kind: 'ended'; by: 'fin' | 'rst' }
  | Sslv2Answer

export interface AnswerOptions {
  /**
   * Wait for the server's certificates too, where they come in the clear: up to TLS 1.2. An alert or the end that comes
   * instead is the answer then, whatever the hello said.
   */
  certificates?: boolean
}

const unrecognizedName = 112
/** as many as OpenSSL bears with */
const maximumWarnings = 5
const maximumText = 64 * 1024
const maximumRecord = 16 * 1024 + 2048
const maximumMessage = 1024 * 1024

/** Reads the answer to a ClientHello, in any segmentation. Throws `not-the-protocol` where TLS records hold no such answer. */
export class AnswerReader {
  readonly #wantsCertificates: boolean
  readonly #records = new RecordReader()
  /** the first bytes, as long as they may be SSLv2's */
  #start: Buffer | undefined = Buffer.alloc(0)
  #text = ''
  #alerts: Buffer = Buffer.alloc(0)
  readonly #messages = new ByteQueue()
  #passedOver?: ServerAnswer
  #warnings = 0
  #hello?: ServerHello

  constructor({ certificates = false }: AnswerOptions = {}) {
    this.#wantsCertificates = certificates
  }

  /** Takes the next bytes off the wire; the answer, once it is complete. */
  read(bytes: Buffer): ServerAnswer | undefined {
    if (!this.#start) return this.#read(bytes)
    const start = (this.#start = Buffer.concat([this.#start, bytes]))
    const answer = sslv2Answer(start)
    if (answer === 'more') return undefined
    this.#start = undefined
    return answer ?? this.#read(start)
  }

  /** The answer when nothing more comes. A hello whose certificates never came is none. */
  ended(by: 'fin' | 'rst'): ServerAnswer {
    const rest = Buffer.concat([this.#start ?? Buffer.alloc(0), this.#records.rest()])
    // the first byte of a record is no text
    const text = this.#text + (rest.length > 0 && rest[0]! >= 0x20 ? rest.toString('latin1') : '')
    if (text) return { kind: 'plaintext', text }
    return this.#passedOver ?? { kind: 'ended', by }
  }

  #read(bytes: Buffer): ServerAnswer | undefined {
    for (const piece of this.#records.read(bytes)) {
      const answer = 'plaintext' in piece ? this.#plaintext(piece.plaintext) : this.#record(piece.record)
      if (answer) return answer
    }
    return undefined
  }

  /** A whole line is an answer; so is less of one, when a record or the end follows. */
  #plaintext(bytes: Buffer): ServerAnswer | undefined {
    this.#text = (this.#text + bytes.toString('latin1')).slice(0, maximumText)
    const line = this.#text.slice(0, this.#text.indexOf('\n') + 1)
    if (line) return { kind: 'plaintext', text: line }
    return this.#text.length === maximumText ? { kind: 'plaintext', text: this.#text } : undefined
  }

  #record({ type, fragment }: TlsRecord): ServerAnswer | undefined {
    if (this.#text) return { kind: 'plaintext', text: this.#text }
    if (fragment.length > maximumRecord) throw malformed(`a record of ${fragment.length} bytes`)
    if (type === recordType.alert) return this.#alert(fragment)
    if (type === recordType.handshake) return this.#handshake(fragment)
    throw malformed(`a record of type ${type}`)
  }

  #alert(fragment: Buffer): ServerAnswer | undefined {
    this.#alerts = Buffer.concat([this.#alerts, fragment])
    while (this.#alerts.length >= 2) {
      const alert = this.#alerts.subarray(0, 2)
      this.#alerts = this.#alerts.subarray(2)
      const answer = alertOf(alert)
      // a server that does not know the name may say so and go on (RFC 6066, section 3)
      if (answer.level === 'fatal' || answer.code !== unrecognizedName) return answer
      if (++this.#warnings > maximumWarnings) throw malformed('warnings without end')
      this.#passedOver = answer
    }
    return undefined
  }

  #handshake(fragment: Buffer): ServerAnswer | undefined {
    this.#messages.append(fragment)
    while (this.#messages.length >= 4) {
      const length = this.#messages.peek().readUIntBE(1, 3)
      if (length > maximumMessage) throw malformed(`a message of ${length} bytes`)
      if (this.#messages.length < 4 + length) return undefined
      const message = this.#messages.take(4 + length)
      const answer = this.#message(message[0]!, message.subarray(4))
      if (answer) return answer
    }
    return undefined
  }

  #message(type: number, body: Buffer): ServerAnswer | undefined {
    if (this.#hello) return this.#afterHello(this.#hello, type, body)
    // a HelloRequest may come at any time (RFC 5246, section 7.4.1.1)
    if (type === 0) return undefined
    if (type !== 2) throw malformed(`a message of type ${type}`)
    this.#hello = readServerHello(body)
    const inTheClear = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'].includes(this.#hello.version)
    return this.#wantsCertificates && inTheClear ? undefined : { kind: 'hello', ...this.#hello }
  }

  #afterHello(hello: ServerHello, type: number, body: Buffer): ServerAnswer | undefined {
    if (type === 11) return { kind: 'hello', ...hello, certificates: readCertificates(body) }
    // what follows a Certificate: an anonymous suite has none
    return [12, 13, 14].includes(type) ? { kind: 'hello', ...hello, certificates: [] } : undefined
  }
}

function alertOf(fragment: Buffer): Extract<ServerAnswer, { kind: 'alert' }> {
  if (fragment[0] !== 1 && fragment[0] !== 2) throw malformed(`an alert of level ${fragment[0]}`)
  const [, name = ''] = alertText({ type: recordType.alert, fragment })!.split(' ')
  return { kind: 'alert', level: fragment[0] === 1 ? 'warning' : 'fatal', name, code: fragment[1]! }
}

function malformed(found: string): MailtlsError {
  return new MailtlsError('not-the-protocol', `expected a ServerHello or an alert, found ${found}`)
}
