import { bug } from '../bug.ts'

/** Section 4: the session is marked as secure behind the go-ahead, and stays so when no TLS comes of it. */
export const believesInTlsAfterFailedHandshake = bug({
  name: 'believes-in-tls-after-failed-handshake',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      #marked = false
      override handshakeFailed() {
        this.#marked = true
        return '454 4.7.0 TLS handshake failed'
      }
      override mustStartTls() {
        return !this.#marked && super.mustStartTls()
      }
    },
})
