import { variant } from '../../bugs/bug.ts'

/** RFC 9051, section 6.2.1 has two ways; this is the other one: the handshake fails on it. */
export const feedsPlaintextToTls = variant({
  name: 'feeds-plaintext-to-tls',
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return { toTls: early }
      }
    },
})
