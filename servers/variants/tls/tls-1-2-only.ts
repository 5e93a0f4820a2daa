import { serving, variantFamily } from '../../bugs/family.ts'

/** Has nothing newer. */
export const tls12OnlyVariants = variantFamily({
  name: 'tls-1-2-only',
  endpoints: ['submission', 'imaps'],
  patch: serving({ maxVersion: 'TLSv1.2' }),
})
