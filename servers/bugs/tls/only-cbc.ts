import { bugFamily, implicitTlsPorts, serving } from '../family.ts'

/** RFC 8314, section 4, and RFC 9325, section 4.2: none of what is recommended for TLS 1.2, and CBC without conditions. */
export const onlyCbc = bugFamily({
  name: 'only-cbc',
  endpoints: implicitTlsPorts,
  violates: ['rfc8314-4-13', 'imp-rfc9325-4.2-1', 'imp-rfc9325-4.2-2'],
  patch: serving({ ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-SHA256' }),
})
