import type { CertificateSpec } from '../../certs/spec.ts'

/** A certificate with which nothing is right: whoever takes it verifies nothing at all. */
export const nothingRight: CertificateSpec = {
  issuer: 'self',
  validity: { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-12-31') },
  names: { dns: ['another.example.net'] },
}
