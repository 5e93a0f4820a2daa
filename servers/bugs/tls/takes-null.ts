import { bugFamily, implicitTlsPorts, takingToo } from '../family.ts'

/** RFC 9325, section 4.1: no suite without encryption. */
export const takesNull = bugFamily({
  name: 'takes-null',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-1'],
  patch: takingToo('ECDHE-ECDSA-NULL-SHA'),
})
