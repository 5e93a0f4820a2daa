import { createCipheriv } from 'node:crypto'
import { uint } from '../hello/vectors.ts'
import { expandLabel, recordNonce } from '../wire/traffic-key.ts'

/** What goes out under a key of TLS 1.3, record by record, made by hand: what no TLS engine would send. */
export class SealedRecords {
  #secret: Buffer
  #sequence: number

  /** `secret` is the application traffic secret of its side (RFC 8446, section 7.1), of TLS_AES_128_GCM_SHA256; `sent` counts the records under it so far. */
  constructor(secret: Buffer, sent: number) {
    this.#secret = secret
    this.#sequence = sent
  }

  /** One record (RFC 8446, section 5.2). */
  seal(type: number, content: Buffer): Buffer {
    const nonce = recordNonce('sha256', this.#secret, this.#sequence++)
    const header = Buffer.concat([Buffer.from([23, 3, 3]), uint(2, content.length + 17)])
    const cipher = createCipheriv('aes-128-gcm', expandLabel('sha256', this.#secret, 'key', 16), nonce).setAAD(header)
    return Buffer.concat([
      header,
      cipher.update(content),
      cipher.update(uint(1, type)),
      cipher.final(),
      cipher.getAuthTag(),
    ])
  }

  /** A KeyUpdate (RFC 8446, section 4.6.3); what is sealed from then on is under the next key. */
  updateKey(requested: boolean): Buffer {
    const record = this.seal(22, Buffer.from([24, 0, 0, 1, requested ? 1 : 0]))
    this.#secret = expandLabel('sha256', this.#secret, 'traffic upd', 32)
    this.#sequence = 0
    return record
  }
}
