import { bugFamily, implicitTlsPorts, takingToo } from '../family.ts'

/** RFC 9325, section 4.1: no ephemeral Diffie-Hellman of finite fields in TLS 1.2. */
export const takesFiniteFieldDh = bugFamily({
  name: 'takes-finite-field-dh',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-9'],
  certificate: 'valid-rsa',
  patch: takingToo('DHE-RSA-AES128-GCM-SHA256', { dhparam: 'auto' }),
})
