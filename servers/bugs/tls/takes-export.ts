import { choosing } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 9325: 40 bits are less than 112, the key exchange is static RSA (both section 4.1), and the mode CBC (4.2). */
export const takesExport = bugFamily({
  name: 'takes-export',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-3', 'imp-rfc9325-4.1-5', 'imp-rfc9325-4.2-2'],
  patch: choosing('TLS_RSA_EXPORT_WITH_DES40_CBC_SHA'),
})
