import { type ClientVariant, clientVariantFamily } from '../../bugs/bug.ts'
import { Refused } from '../../reference/refused.ts'

const places = ['submission', 'smtp', 'imap', 'pop3'] as const

/** Takes what stands behind the go-ahead for the beginning of the handshake (RFC 9051, section 6.2.1 allows it). */
const feedsItToTls = clientVariantFamily({
  name: 'feeds-plaintext-to-tls',
  places,
  patch: (Base) =>
    class extends Base {
      override plaintext(early: Buffer) {
        this.peer.unread(early)
        return {}
      }
    },
})

/** Ends the connection where anything stands behind the go-ahead. */
const endsTheConnection = clientVariantFamily({
  name: 'ends-at-plaintext-behind-go-ahead',
  places,
  patch: (Base) =>
    class extends Base {
      override plaintext(early: Buffer) {
        if (early.length > 0) throw new Refused('Somebody else speaks, too')
        return {}
      }
    },
})

/** Ends the session inside TLS, where it is known that nobody listens. */
const endsTheSessionInsideTls = clientVariantFamily({
  name: 'quits-inside-tls-after-plaintext',
  places,
  patch: (Base) =>
    class extends Base {
      suspicious = false
      override plaintext(early: Buffer) {
        this.suspicious = early.length > 0
        return {}
      }
      override async discoverAgain() {
        if (this.suspicious) throw new Refused('Somebody else has spoken, too')
        await super.discoverAgain()
      }
    },
})

/** What a client may do with plaintext behind the go-ahead, beside dropping it. */
export const plaintextBehindGoAhead: readonly ClientVariant[] = [
  ...feedsItToTls,
  ...endsTheConnection,
  ...endsTheSessionInsideTls,
]
