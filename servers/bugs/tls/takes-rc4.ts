import { choosing } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 9325, section 4.1: no RC4. */
export const takesRc4 = bugFamily({
  name: 'takes-rc4',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-2'],
  patch: choosing('TLS_ECDHE_ECDSA_WITH_RC4_128_SHA'),
})
