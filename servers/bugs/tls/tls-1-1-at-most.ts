import { bugFamily, implicitTlsPorts, serving } from '../family.ts'

/** RFC 8314, section 4: TLS 1.2 or later; RFC 8996, section 5: no TLS 1.1, and an alert for who offers it. */
export const tls11AtMost = bugFamily({
  name: 'tls-1-1-at-most',
  endpoints: implicitTlsPorts,
  violates: ['rfc8314-4-12', 'imp-rfc8996-5-1', 'imp-rfc8996-5-5'],
  patch: serving({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
})
