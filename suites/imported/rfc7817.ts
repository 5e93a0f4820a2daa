import { checked, importedBy, recorded } from '../requirement.ts'

const forClients = importedBy('RFC 8314 sections 3.1, 3.2, 3.3, 5.3, 5.4 (certificate validation per RFC 7817)')
const forProviders = importedBy('RFC 8314 section 4.4 (see RFC 7817 for requirements to achieve valid certificates)')

export const rfc7817 = {
  // RFC 8314 section 5.3 has certificates validated by RFC 7817, and this is its check.
  'imp-rfc7817-3-1': forClients(
    'MUST',
    ['mua'],
    'The client has to compare its own idea of the server identity with the one in the certificate.',
    checked,
    { feeds: ['rfc8314-5.3-1'] },
  ),
  // RFC 8314 section 5.3 has certificates validated by RFC 7817: with another reference name the wrong name passes.
  'imp-rfc7817-3-2': forClients(
    'MUST',
    ['mua'],
    'Names to compare with are the mail domain of the user and/or the host name used to connect, before any CNAME.',
    checked,
    { feeds: ['rfc8314-5.3-1'] },
  ),
  'imp-rfc7817-3-3': forClients(
    'MAY',
    ['mua'],
    'A name securely derived from those, say by DNSSEC, may be used too.',
    recorded,
  ),
  // SRV-IDs feed nothing, here as in 3-6 and 5-3: public CAs hardly issue them.
  'imp-rfc7817-3-4': forClients(
    'MUST',
    ['mua'],
    'After SRV discovery the mail domain also has to be compared with SRV-IDs in the certificate.',
    checked,
  ),
  // RFC 8314 section 5.3 has certificates validated by RFC 7817, which without DNS-ID cannot be done.
  'imp-rfc7817-3-5': forClients('REQUIRED', ['mua'], 'Clients have to support DNS-ID.', checked, {
    feeds: ['rfc8314-5.3-1'],
  }),
  'imp-rfc7817-3-6': forClients('REQUIRED', ['mua'], 'Clients that do RFC 6186 have to support SRV-ID.', checked),
  // RFC 8314 section 5.3 has certificates validated by RFC 7817: a URI-ID is a name that it excludes.
  'imp-rfc7817-3-7': forClients('MUST NOT', ['mua'], 'URI-IDs may not be used for the check.', checked, {
    feeds: ['rfc8314-5.3-1'],
  }),
  'imp-rfc7817-3-8': forClients('MAY', ['mua'], 'A CN may still be used as identity.', recorded),
  'imp-rfc7817-3-9': forClients('MAY', ['mua'], 'A whole left-most label may be a wildcard.', recorded),
  // Feeds nothing: aimed at certificates, and RFC 6125 lets a client match such names.
  'imp-rfc7817-3-10': forClients('MUST NOT', ['mua', 'operator'], 'A wildcard may not be part of a label.', checked),
  // RFC 8314 section 4.4 has certificates valid in the terms of RFC 7817: the host name is what they have to hold.
  'imp-rfc7817-5-1': forProviders(
    'MUST',
    ['operator'],
    'Requests for certificates have to hold a DNS-ID for each host that runs a mail server.',
    checked,
    { feeds: ['rfc8314-4.4-1'] },
  ),
  'imp-rfc7817-5-2': forProviders(
    'SHOULD',
    ['operator'],
    'A DNS-ID for the domain part of the served addresses ought to be there too.',
    recorded,
  ),
  'imp-rfc7817-5-3': forProviders(
    'MUST',
    ['operator'],
    'Services discoverable through SRV need a matching SRV-ID.',
    recorded,
  ),
  'imp-rfc7817-5-4': forProviders(
    'SHOULD',
    ['operator'],
    'A CN for the host ought to be included for old clients.',
    recorded,
  ),
  'imp-rfc7817-5-5': forProviders('MAY', ['operator'], 'The left-most label may be a wildcard.', recorded),
}
