import { bugFamily, implicitTlsPorts, takingToo } from '../family.ts'

/** RFC 9325, section 4.1: no static RSA. */
export const takesStaticRsa = bugFamily({
  name: 'takes-static-rsa',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-5'],
  certificate: 'valid-rsa',
  patch: takingToo('AES128-GCM-SHA256'),
})
