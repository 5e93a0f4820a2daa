import { choosing } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 9325: 3DES has 112 bits (section 4.1), in CBC mode (4.2). */
export const takesTripleDes = bugFamily({
  name: 'takes-triple-des',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-4', 'imp-rfc9325-4.2-2'],
  patch: choosing('TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA'),
})
