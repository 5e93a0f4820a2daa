/** TLS record content types (RFC 8446, section 5.1). */
export const recordType = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const

/** One TLS record as it stood on the wire; `fragment` is what follows the five header bytes. */
export interface TlsRecord {
  type: number
  fragment: Buffer
}

/** A piece of what came: a whole TLS record with its header, or bytes that belong to none. */
export type Piece = { tls: Buffer; record: TlsRecord } | { plaintext: Buffer }

/** True when these bytes start the way a TLS record does: a known type, then major version 3. */
export function startsLikeTls(bytes: Buffer): boolean {
  return isType(bytes[0]) && bytes[1] === 3
}

/** Where a TLS record starts in these bytes, or could when one more came; their length where none does. */
export function recordStart(bytes: Buffer): number {
  const start = bytes.findIndex((byte, at) => isType(byte) && (at + 1 === bytes.length || bytes[at + 1] === 3))
  return start < 0 ? bytes.length : start
}

/** Where a ClientHello starts or could start: in a record, or as SSL 2 has it, with a byte that no text has. */
export function helloStart(bytes: Buffer): number {
  const old = bytes.findIndex((byte) => byte >= 0x80)
  return old < 0 ? recordStart(bytes) : Math.min(old, recordStart(bytes))
}

function isType(byte = 0): boolean {
  return byte >= 20 && byte <= 23
}

/**
 * Splits a byte stream into TLS records and what stands between them, in any segmentation. Plaintext before, between
 * and after records is what gives a faulty STARTTLS away, so it is never handed to a client's TLS engine.
 */
export class RecordReader {
  #pending: Buffer = Buffer.alloc(0)

  /** Takes the next bytes off the wire, returns every piece that is complete. */
  read(bytes: Buffer): Piece[] {
    this.#pending = Buffer.concat([this.#pending, bytes])
    const pieces: Piece[] = []
    for (let piece = this.#next(); piece; piece = this.#next()) pieces.push(piece)
    return pieces
  }

  /** Takes the bytes held back because a record is not complete yet, or its first byte stands alone. */
  rest(): Buffer {
    return this.#take(this.#pending.length)
  }

  #next(): Piece | undefined {
    const plaintext = recordStart(this.#pending)
    if (plaintext > 0) return { plaintext: this.#take(plaintext) }
    if (this.#pending.length < 5) return undefined
    const length = 5 + this.#pending.readUInt16BE(3)
    if (this.#pending.length < length) return undefined
    const tls = this.#take(length)
    return { tls, record: { type: tls[0]!, fragment: tls.subarray(5) } }
  }

  #take(length: number): Buffer {
    const taken = this.#pending.subarray(0, length)
    this.#pending = this.#pending.subarray(length)
    return taken
  }
}

/** What stands in plaintext among these bytes: whole records, such as alerts, are left out. */
export function plaintextOf(bytes: Buffer): Buffer {
  const pieces = new RecordReader().read(bytes)
  return Buffer.concat(pieces.flatMap((piece) => ('plaintext' in piece ? [piece.plaintext] : [])))
}

/** Whether a CertificateRequest stands among these handshake messages (RFC 5246, section 7.4.4). */
export function asksForCertificate(messages: Buffer): boolean {
  for (let at = 0; at + 4 <= messages.length; at += 4 + messages.readUIntBE(at + 1, 3)) {
    if (messages[at] === 13) return true
  }
  return false
}

/** Reads an alert that was sent in the clear, as "fatal handshake_failure (40)"; undefined for encrypted ones. */
export function alertText({ type, fragment }: TlsRecord): string | undefined {
  if (type !== recordType.alert || fragment.length !== 2) return undefined
  const description = fragment[1]!
  return `${fragment[0] === 1 ? 'warning' : 'fatal'} ${alerts[description] ?? 'alert'} (${description})`
}

/** The alert that says that no more comes (RFC 8446, section 6.1). */
export const closeNotify = 0

/** RFC 8446, section 6, and the older ones that servers still send. */
const alerts: Record<number, string> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  116: 'certificate_required',
  120: 'no_application_protocol',
}
