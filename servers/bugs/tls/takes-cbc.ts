import { bugFamily, starttlsPorts, takingToo } from '../family.ts'

/** RFC 9325, section 4.2: CBC only with encrypt_then_mac, and OpenSSL does not insist on it. */
export const takesCbc = bugFamily({
  name: 'takes-cbc',
  endpoints: starttlsPorts,
  violates: ['imp-rfc9325-4.2-2'],
  patch: takingToo('ECDHE-ECDSA-AES128-SHA256'),
})
