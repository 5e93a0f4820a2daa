import { checked, clause, declared, lowercase, recorded, replacedBy, sameAs } from '../requirement.ts'

export const clients = {
  'rfc8314-5-1': clause(
    'SHOULD',
    ['mua'],
    'A client ought to be able to find access and submission servers from SRV records while an account is set up.',
    checked,
  ),
  'rfc8314-5-2': clause(
    'MAY',
    ['mua'],
    'Other ways of finding the configuration, such as a vendor database, are allowed.',
    recorded,
  ),
  'rfc8314-5-3': clause(
    'SHOULD',
    ['mua'],
    'A client ought to have a per-account setting that demands a minimum level of confidentiality and refuses to exchange anything below it.',
    sameAs('rfc8314-5.2-7'),
  ),
  'rfc8314-5-4': clause(
    'MUST NOT',
    ['mua'],
    'A session whose server certificate does not validate may not count as meeting the minimum.',
    sameAs('rfc8314-5.3-1'),
  ),
  'rfc8314-5-5': clause(
    'MAY',
    ['mua'],
    'Clients may set the bar higher later on, for instance against weak versions or ciphers.',
    declared,
  ),
  'rfc8314-5-6': clause(
    'SHOULD',
    ['mua'],
    'A client ought to show clearly, at fitting moments, what confidentiality an account has.',
    checked,
  ),
  'rfc8314-5-7': clause(
    'MUST NOT',
    ['mua'],
    'Such an indication may not be shown for a connection below TLS 1.1 with a verified certificate, or below the account minimum.',
    replacedBy('rfc8997-3-3'),
  ),
  'rfc8314-5-8': clause('MUST', ['mua'], 'A client has to implement TLS 1.2 or newer.', replacedBy('rfc8997-3-4')),
  'rfc8314-5-9': clause(
    'MAY',
    ['mua'],
    'Older versions may be supported too provided accounts with the minimum set insist on TLS 1.1 or newer.',
    replacedBy('rfc8997-3-5'),
  ),
  'rfc8314-5-10': clause(
    'SHOULD',
    ['mua'],
    'Clients ought to implement the cipher suites that RFC 7525, or its successor, recommends.',
    checked,
  ),
  'rfc8314-5-11': clause(
    'SHOULD',
    ['mua'],
    'A client with accounts that do not demand the minimum ought to notice when TLS becomes available and offer to demand it.',
    checked,
  ),
  'rfc8314-5.1-1': clause('SHOULD', ['mua'], 'Clients that users set up ought to support RFC 6186 discovery.', checked),
  'rfc8314-5.1-2': clause(
    'SHOULD',
    ['mua'],
    'With discovered settings, a client ought to pass over services below the minimum unless the user asked for less.',
    checked,
  ),
  'rfc8314-5.1-3': clause(
    'SHOULD NOT',
    ['mua'],
    'A client ought not to set up, on its own, an account lacking mandatory TLS on every server while TLS settings are advertised.',
    checked,
  ),
  'rfc8314-5.1-4': clause(
    'SHOULD',
    ['mua'],
    'If a configuration without TLS is chosen, the client ought to warn before it authenticates or submits.',
    checked,
  ),
  'rfc8314-5.1-5': clause(
    'MUST NOT',
    ['mua'],
    'A client may not try out settings by sending the user’s credentials unless a TLS session meeting the minimum stands.',
    checked,
  ),
  'rfc8314-5.1-6': clause(
    'SHOULD',
    ['mua'],
    'When settings come from SRV, the client ought to check that the records are DNSSEC-signed or that the target equals the host the query was made for.',
    checked,
  ),
  'rfc8314-5.1-7': clause(
    'SHOULD',
    ['mua'],
    'If the target lies outside the queried domain, the client ought to ask the user before it connects there.',
    checked,
  ),
  'rfc8314-5.1-8': clause(
    'MUST NOT',
    ['mua'],
    'A client may not let SRV decide the server at every connection unless the records are validly signed.',
    checked,
  ),
  'rfc8314-5.1-9': clause(
    'MAY',
    ['mua'],
    'A client may look at SRV now and then to spot a change of the provider’s settings and tell the user.',
    recorded,
  ),
  'rfc8314-5.1-lc1': lowercase('should', ['mua'], 'The warning text ought to convey the risk.', declared),
  // It relaxes 5.1-5 by a warning: credentials sent without TLS and without the warning break both.
  'rfc8314-5.1-lc2': lowercase(
    'must',
    ['mua'],
    'Before testing settings that miss the minimum, the client has to warn that the password may be exposed.',
    checked,
    { feeds: ['rfc8314-5.1-5'] },
  ),
}
