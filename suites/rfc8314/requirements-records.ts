import { checked, clause, declared, lowercase, recorded, sameAs } from '../requirement.ts'

export const records = {
  'rfc8314-4.3-1': clause(
    'SHOULD',
    ['submission-server'],
    'Each Received field that a submission server writes for a message taken over TLS ought to have the tls clause.',
    checked,
  ),
  'rfc8314-4.3-2': clause(
    'SHOULD',
    ['submission-server'],
    'The value ought to be the suite name as registered with IANA.',
    checked,
  ),
  'rfc8314-4.3-3': clause(
    'MAY',
    ['submission-server'],
    'If the name is unknown to the implementation, 0x plus four hex digits may stand for it.',
    checked,
  ),
  'rfc8314-4.3-4': clause('MAY', ['submission-server'], 'The Diffie-Hellman group may follow the suite name.', checked),
  'rfc8314-4.3-lc1': lowercase(
    '(declarative)',
    ['submission-server'],
    'Grammar of the tls clause: the word tls, white space, then the suite name or hex code, then an optional group clause.',
    checked,
  ),
  'rfc8314-4.3-lc2': lowercase(
    '(declarative)',
    ['submission-server'],
    'The group clause may stand only directly behind the suite.',
    checked,
  ),
  'rfc8314-4.3-lc3': lowercase(
    'should',
    ['submission-server'],
    'Not knowing the name of a suite ought to be put right soon.',
    declared,
  ),
  'rfc8314-4.4-1': clause(
    'MUST',
    ['operator'],
    'A provider has to keep certificates that validate on all of its servers.',
    checked,
  ),
  'rfc8314-4.4-2': clause(
    'MAY',
    ['submission-server', 'imap-server', 'pop3-server', 'operator'],
    'A server for several mail domains may use one address per domain, one certificate with several names, or both.',
    recorded,
  ),
  'rfc8314-4.4-lc1': lowercase(
    '(need)',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Servers with SNI also need to serve the host name that SRV leads to, for clients without RFC 6186.',
    checked,
  ),
  'rfc8314-4.5.1-lc1': lowercase(
    'recommended',
    ['operator'],
    'Providers are advised to publish signed MX records.',
    checked,
  ),
  // The duty of 4-7 again.
  'rfc8314-4.5.2-1': clause(
    'SHOULD',
    ['operator'],
    'Providers ought to publish the SRV records of RFC 6186 so that clients can configure themselves.',
    sameAs('rfc8314-4-7'),
  ),
  'rfc8314-4.5.2-2': clause(
    'SHOULD',
    ['operator'],
    'Implicit TLS servers ought to be advertised ahead of cleartext or STARTTLS ones.',
    checked,
  ),
  'rfc8314-4.5.3-1': clause(
    'SHOULD',
    ['operator'],
    'Records that help clients reach the provider ought to be DNSSEC-signed wherever the parent zone allows it.',
    checked,
  ),
  'rfc8314-4.5.4-1': clause(
    'SHOULD',
    ['operator'],
    'Providers ought to publish TLSA records for the keys of their server certificates.',
    checked,
  ),
  'rfc8314-4.5.4-2': clause(
    'MUST NOT',
    ['operator'],
    'TLSA records may be published only when they are DNSSEC-signed.',
    checked,
  ),
  'rfc8314-4.6-lc1': lowercase(
    '(declarative)',
    ['operator'],
    'New internet-facing servers and filters in general have to support at least the TLS versions offered before.',
    declared,
  ),
}
