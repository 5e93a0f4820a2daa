import { bugFamily, implicitTlsPorts, serving } from '../family.ts'

/** RFC 9325: static RSA is taken (section 4.1), before what has forward secrecy, and before what is stronger (4.2.1). */
export const prefersStaticRsa = bugFamily({
  name: 'prefers-static-rsa',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc9325-4.1-5', 'imp-rfc9325-4.1-8', 'imp-rfc9325-4.2.1-2'],
  certificate: 'valid-rsa',
  patch: serving(({ ciphers }) => ({ ciphers: `AES128-GCM-SHA256:${ciphers}:@SECLEVEL=0` })),
})
