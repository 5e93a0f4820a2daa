import { bugFamily, implicitTlsPorts, takingToo } from '../family.ts'

/** RFC 9325, section 4.2.1: AES-128-GCM comes before what is weaker, whatever the client's order; 4.2: and CBC is taken. */
export const followsTheClientsOrder = bugFamily({
  name: 'follows-the-clients-order',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.2.1-2', 'imp-rfc9325-4.2-2'],
  certificate: 'valid-rsa',
  patch: takingToo('ECDHE-RSA-AES128-SHA256', { honorCipherOrder: false }),
})
