import { serving, variantFamily } from '../../bugs/family.ts'

/** RFC 9325, section 4.2.1: what is stronger than AES-128 comes first, which is fine. */
export const prefersAes256Variants = variantFamily({
  name: 'prefers-aes-256',
  endpoints: ['imaps'],
  certificate: 'valid-rsa',
  patch: serving(({ ciphers }) => ({ ciphers: `TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES256-GCM-SHA384:${ciphers}` })),
})
