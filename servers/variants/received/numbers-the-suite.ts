import { variant } from '../../bugs/bug.ts'

/** A suite whose name is not known may be written as a number. */
export const numbersTheSuite = variant({
  name: 'numbers-the-suite',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        const { suite = '' } = this.peer.tls ?? {}
        return [`tls 0x${{ TLS_AES_128_GCM_SHA256: '1301', TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'C02B' }[suite]}`]
      }
    },
})
