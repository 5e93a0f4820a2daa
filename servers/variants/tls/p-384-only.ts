import { serving, variantFamily } from '../../bugs/family.ts'

/** Has one group, for which TLS 1.3 clients have to be asked (HelloRetryRequest). */
export const p384OnlyVariants = variantFamily({
  name: 'p-384-only',
  endpoints: ['pop3s'],
  patch: serving({ ecdhCurve: 'P-384' }),
})
