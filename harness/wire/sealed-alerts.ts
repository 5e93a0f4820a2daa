import { type CipherGCMTypes, createDecipheriv } from 'node:crypto'
import { recordType } from './tls-records.ts'
import { expandLabel, recordNonce } from './traffic-key.ts'

const suites: Record<string, { cipher: CipherGCMTypes | 'chacha20-poly1305'; keyLength: number; hash: string }> = {
  TLS_AES_128_GCM_SHA256: { cipher: 'aes-128-gcm', keyLength: 16, hash: 'sha256' },
  TLS_AES_256_GCM_SHA384: { cipher: 'aes-256-gcm', keyLength: 32, hash: 'sha384' },
  TLS_CHACHA20_POLY1305_SHA256: { cipher: 'chacha20-poly1305', keyLength: 32, hash: 'sha256' },
}

/** Header, two bytes of alert, their type, and the tag of the suites above: nobody pads alerts. */
const alertLength = 5 + 2 + 1 + 16

/** Records that one side seals in its handshake, under other keys: as many as are not counted at most. */
const mostInHandshake = 32

/**
 * Reads the alerts of one side of a session of TLS 1.3, where they look like any other record. OpenSSL tells its user nothing of
 * a close_notify that stands behind user_canceled, which is how Java closes.
 */
export class SealedAlerts {
  readonly #label: string
  #secret?: Buffer
  #sealed = 0

  constructor(side: 'C' | 'S') {
    this.#label = side === 'C' ? 'CLIENT_TRAFFIC_SECRET_0' : 'SERVER_TRAFFIC_SECRET_0'
  }

  /** Takes a line of the key log of the session. */
  keyLog(line: Buffer): void {
    const [label, , secret = ''] = line.toString('latin1').trim().split(' ')
    if (label === this.#label) this.#secret = Buffer.from(secret, 'hex')
  }

  /** The description of the alert in the next record that this side has sent; undefined where it is none, or under later keys. */
  read(record: Buffer, suite: () => string): number | undefined {
    if (record[0] !== recordType.applicationData) return undefined
    this.#sealed++
    if (record.length !== alertLength || !this.#secret) return undefined
    for (let inHandshake = 0; inHandshake < Math.min(this.#sealed, mostInHandshake); inHandshake++) {
      const opened = open(record, this.#secret, this.#sealed - 1 - inHandshake, suite())
      if (opened) return opened[2] === recordType.alert ? opened[1] : undefined
    }
    return undefined
  }
}

/** What a record holds, its type behind it; undefined where it has another number or key (RFC 8446, section 5.2). */
function open(record: Buffer, secret: Buffer, sequence: number, suite: string): Buffer | undefined {
  const known = suites[suite]
  if (!known) return undefined
  const { cipher, keyLength, hash } = known
  const key = expandLabel(hash, secret, 'key', keyLength)
  const nonce = recordNonce(hash, secret, sequence)
  // one type for all three: they differ in name alone
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
