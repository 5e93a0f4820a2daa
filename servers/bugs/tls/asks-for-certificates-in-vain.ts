import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8314, section 4.2: asked for, though none is accepted. */
export const asksForCertificatesInVain = bugFamily({
  name: 'asks-for-certificates-in-vain',
  endpoints: implicitTlsPorts,
  violates: ['rfc8314-4.2-2'],
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), requestCert: true, ca: this.settings.clientAuthority }
      }
    },
})
