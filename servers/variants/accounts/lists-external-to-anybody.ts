import { implicitTlsPorts, starttlsPorts, variantFamily } from '../../bugs/family.ts'

/** RFC 8314 does not say that EXTERNAL be hidden from those for whom it fails. */
export const listsExternalToAnybody = variantFamily({
  name: 'lists-external-to-anybody',
  endpoints: [...starttlsPorts, ...implicitTlsPorts],
  setUps: ['client-certificates'],
  patch: (Base) =>
    class extends Base {
      override mechanisms() {
        return this.tls ? [...new Set([...super.mechanisms(), 'EXTERNAL'])] : super.mechanisms()
      }
    },
})
