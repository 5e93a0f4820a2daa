import { bugFamily, implicitTlsPorts, serving } from '../family.ts'

/** RFC 9325, section 4.5: at least 2048 bits. */
export const shortRsaKey = bugFamily({
  name: 'short-rsa-key',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.5-3'],
  certificate: 'rsa-1024',
  patch: serving(({ ciphers }) => ({ ciphers: `${ciphers}:@SECLEVEL=0` })),
})
