import { type CipherGCMTypes, createDecipheriv } from 'node:crypto'
import { recordType } from './tls-records.ts'
import { expandLabel, recordNonce } from './traffic-key.ts'

const suites: Record<string, { cipher: string; keyLength: number; hash: string }> = {
  TLS_AES_128_GCM_SHA256: { cipher: 'aes-128-gcm', keyLength: 16, hash: 'sha256' },
  TLS_AES_256_GCM_SHA384: { cipher: 'aes-256-gcm', keyLength: 32, hash: 'sha384' },
  TLS_CHACHA20_POLY1305_SHA256: { cipher: 'chacha20-poly1305', keyLength: 32, hash: 'sha256' },
}

/** Header, type and tag: less was not sealed. */
const shortest = 5 + 1 + 16

/** Records that a side seals in its handshake, under other keys, are not counted: as many at most. */
const mostInHandshake = 32

/**
 * Reads the last record of one side of a session of TLS 1.3, where an alert looks like any other. OpenSSL tells its user nothing
 * of a close_notify that stands behind user_canceled, which is how Java closes.
 */
export class LastAlert {
  readonly #label: string
  #secret?: Buffer
  #sealed = 0
  #last?: Buffer

  constructor(side: 'C' | 'S') {
    this.#label = side === 'C' ? 'CLIENT_TRAFFIC_SECRET_0' : 'SERVER_TRAFFIC_SECRET_0'
  }

  /** Takes a line of the key log of the session. */
  keyLog(line: Buffer): void {
    const [label, , secret = ''] = line.toString('latin1').trim().split(' ')
    if (label === this.#label) this.#secret = Buffer.from(secret, 'hex')
  }

  /** Takes the next record that this side has sent, with its header. */
  sent(record: Buffer): void {
    if (record[0] !== recordType.applicationData) return
    this.#sealed++
    this.#last = record
  }

  /**
   * The description of the alert that came last; undefined where something else did, or under a key that came later (RFC 8446,
   * section 4.6.3). `suite` is IANA's name.
   */
  read(suite: string): number | undefined {
    const [record, secret] = [this.#last, this.#secret]
    if (!secret || !record || record.length < shortest) return undefined
    for (let inHandshake = 0; inHandshake < Math.min(this.#sealed, mostInHandshake); inHandshake++) {
      const opened = open(record, secret, this.#sealed - 1 - inHandshake, suite)
      if (!opened) continue
      // padding stands behind the type: Java has it
      const type = opened.findLastIndex((byte) => byte !== 0)
      return type === 2 && opened[type] === recordType.alert ? opened[1] : undefined
    }
    return undefined
  }
}

/** What a record holds, its type and padding behind it; undefined where it has another number or key (RFC 8446, section 5.2). */
function open(record: Buffer, secret: Buffer, sequence: number, suite: string): Buffer | undefined {
  const known = suites[suite]
  if (!known) return undefined
  const { cipher, keyLength, hash } = known
  const key = expandLabel(hash, secret, 'key', keyLength)
  const nonce = recordNonce(hash, secret, sequence)
  // one type stands for all three: they are used in the same way
  const engine = createDecipheriv(cipher as CipherGCMTypes, key, nonce, { authTagLength: 16 })
  engine.setAAD(record.subarray(0, 5)).setAuthTag(record.subarray(-16))
  const opened = engine.update(record.subarray(5, -16))
  try {
    engine.final()
    return opened
  } catch {
    return undefined
  }
}
