import { bug } from '../bug.ts'

/** RFC 9051, section 6.2.1: BAD, which tells the client that it is wrong. */
export const saysNoToStarttlsOnImaps = bug({
  name: 'says-no-to-starttls-on-imaps',
  endpoint: 'imaps',
  violates: ['imp-rfc9051-6.2.1-1'],
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, _parameter: string) {
        return `${tag} NO TLS is already active`
      }
    },
})

/** The same section: no second handshake. */
export const startsTlsTwiceOnImaps = bug({
  name: 'starts-tls-twice-on-imaps',
  endpoint: 'imaps',
  violates: ['imp-rfc9051-6.2.1-1'],
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, _parameter: string) {
        return { say: `${tag} OK Begin TLS negotiation now`, next: 'start-tls' as const }
      }
    },
})
