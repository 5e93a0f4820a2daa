import { clientVariantFamily, implicitTlsPlaces, starttlsPlaces } from '../../bugs/bug.ts'
import { offering } from '../../bugs/tls/offers.ts'

/** RFC 8997, section 3: TLS 1.2 or a later version. */
export const speaksTls12Only = clientVariantFamily({
  name: 'speaks-tls-1-2-only',
  places: implicitTlsPlaces,
  patch: offering(() => ({ maxVersion: 'TLSv1.2' })),
})

export const speaksTls13Only = clientVariantFamily({
  name: 'speaks-tls-1-3-only',
  places: starttlsPlaces,
  patch: offering(() => ({ minVersion: 'TLSv1.3' })),
})

/** RFC 9325, section 4.2.1: stronger suites may be offered, and ChaCha20 is none of those that it warns of. */
export const offersStrongerSuites = clientVariantFamily({
  name: 'offers-stronger-suites',
  places: implicitTlsPlaces,
  patch: offering(() => ({
    ciphers:
      'TLS_AES_256_GCM_SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
  })),
})
