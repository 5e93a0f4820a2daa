import { operatorVariant } from '../../bugs/bug.ts'

/** RFC 7817, section 5, item 4: the left-most label may be a wildcard. There are no SRV-IDs, as in most. */
export const wildcardCertificates = operatorVariant({
  name: 'wildcard-certificates',
  certificate: { names: { dns: ['*.example.org', 'example.org'] } },
})

/** RFC 7817, section 5.1: one fixed host for many domains, which the certificate does not name. */
export const certificatesForTheHostOnly = operatorVariant({
  name: 'certificates-for-the-host-only',
  certificate: { names: { cn: 'Mail', dns: ['mail.example.org'] } },
})
