import { serving, variantFamily } from '../../bugs/family.ts'

/** RFC 8314, section 4: TLS 1.2 or later. RFC 9325 would have 1.2 as well, which is recorded. */
export const tls13OnlyVariants = variantFamily({
  name: 'tls-1-3-only',
  endpoints: ['submissions', 'imaps', 'pop3s', 'imap'],
  patch: serving({ minVersion: 'TLSv1.3' }),
})
