import { bug } from '../bug.ts'

/** The session is marked as secure behind the go-ahead, TLS or not: on the submission port a password is asked for in cleartext. */
export const believesInTlsAfterFailedHandshakeOnSubmission = bug({
  name: 'believes-in-tls-after-failed-handshake-on-submission',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  endpoint: 'submission',
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
      override mechanisms() {
        return this.#marked ? ['PLAIN'] : super.mechanisms()
      }
    },
})
