import { operatorBug } from '../bug.ts'

/** Section 4.4: valid certificates have to be maintained. */
export const expiredCertificates = operatorBug({
  name: 'expired-certificates',
  violates: ['rfc8314-4.4-1'],
  certificate: 'expired',
})

/** Section 4.4: no path leads to the anchor where the intermediate is not sent. */
export const certificatesWithoutIssuer = operatorBug({
  name: 'certificates-without-issuer',
  violates: ['rfc8314-4.4-1'],
  certificate: 'missing-intermediate',
})

/** RFC 7817, section 5, item 1: a DNS-ID for the host; RFC 6186, section 5: one that a client with SRV can verify. */
export const certificatesForAnotherHost = operatorBug({
  name: 'certificates-for-another-host',
  violates: ['imp-rfc7817-5-1', 'imp-rfc6186-5-4'],
  certificate: { names: { dns: ['other.example.net'] } },
})

/** RFC 7817, section 5, item 1: the domain will do for clients with SRV, and not for the host. */
export const certificatesForTheDomainOnly = operatorBug({
  name: 'certificates-for-the-domain-only',
  violates: ['imp-rfc7817-5-1'],
  certificate: { names: { cn: 'mail.example.org', dns: ['example.org'] } },
})

/** RFC 7817, section 3, item 5. */
export const certificatesWithPartialWildcards = operatorBug({
  name: 'certificates-with-partial-wildcards',
  violates: ['imp-rfc7817-3-10'],
  certificate: { names: { dns: ['mail.example.org', 'm*.example.org'] } },
})
