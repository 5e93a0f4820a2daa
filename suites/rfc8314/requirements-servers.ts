import { checked, clause, declared, definition, lowercase, recorded, replacedBy, sameAs } from '../requirement.ts'

export const servers = {
  'rfc8314-4-1': clause(
    'MUST',
    ['operator'],
    'A provider of POP, IMAP or submission has to make each of them reachable over TLS.',
    checked,
  ),
  'rfc8314-4-2': clause(
    'SHOULD',
    ['operator'],
    'Further servers that a provider runs for its users ought to support TLS too.',
    declared,
  ),
  'rfc8314-4-3': clause(
    'MUST',
    ['operator'],
    'Any such further server that takes a user name and password has to support TLS.',
    declared,
  ),
  'rfc8314-4-4': clause(
    'SHOULD',
    ['operator'],
    'A provider of POP, IMAP or submission ought to run them on Implicit TLS ports.',
    checked,
  ),
  'rfc8314-4-5': clause(
    'SHOULD',
    ['operator'],
    'For older clients a provider ought, for the time being, to offer instances with STARTTLS as well.',
    checked,
  ),
  'rfc8314-4-6': clause(
    'SHOULD NOT',
    ['submission-server', 'imap-server', 'pop3-server'],
    'A server ought not to list STARTTLS when a client that uses it would probably fail, for example because no certificate is installed.',
    checked,
  ),
  'rfc8314-4-7': clause(
    'SHOULD',
    ['operator'],
    'Providers ought to publish RFC 6186 SRV records for their access and submission servers.',
    checked,
  ),
  'rfc8314-4-8': clause(
    'SHOULD',
    ['operator'],
    'Among the advertised servers those with TLS ought to rank ahead of cleartext-only ones.',
    checked,
  ),
  // Ranking STARTTLS not behind Implicit TLS is one of the two ways to break 4.5.2-2.
  'rfc8314-4-9': clause(
    'SHOULD',
    ['operator'],
    'Servers on Implicit TLS ought to rank ahead of those reached through STARTTLS.',
    checked,
    { entails: ['rfc8314-4.5.2-2'] },
  ),
  'rfc8314-4-10': clause(
    'SHOULD',
    ['operator'],
    'Providers ought to phase out cleartext access and submission servers as soon as they practicably can.',
    checked,
  ),
  'rfc8314-4-11': clause(
    'SHOULD',
    ['operator'],
    'Providers whose users still submit over cleartext port 25 ought to move them to TLS.',
    checked,
  ),
  'rfc8314-4-12': clause(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Access and submission servers have to be able to speak TLS 1.2 or a newer version.',
    checked,
  ),
  'rfc8314-4-13': clause(
    'SHOULD',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Servers ought to implement the cipher suites that RFC 7525, or whatever replaces it, recommends.',
    checked,
  ),
  'rfc8314-4-14': clause(
    'SHOULD',
    ['operator'],
    'Providers still supporting SSL 2/3 or TLS 1.0 ought to move users on and then switch those versions off.',
    replacedBy('rfc8997-3-1'),
  ),
  // The clause refers to section 4.3, whose tls clause is the means.
  'rfc8314-4-15': clause(
    'SHOULD',
    ['submission-server'],
    'A submission server that took a message over TLS ought to record the session cipher in the Received field it adds.',
    sameAs('rfc8314-4.3-1'),
  ),
  'rfc8314-4-16': clause(
    'SHOULD',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Servers with TLS ought to put the cipher into whatever connection or authentication log they keep.',
    declared,
  ),
  'rfc8314-4.1-1': clause(
    'MAY',
    ['operator'],
    'How cleartext service is phased out is left to each provider.',
    declared,
  ),
  'rfc8314-4.1-2': clause(
    'MAY',
    ['operator'],
    'Forbidding cleartext logins for more and more users over time is one allowed method.',
    declared,
  ),
  'rfc8314-4.1-3': clause(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Once a user is barred from cleartext login, the refusal sent in cleartext may not give away whether the credentials were right.',
    checked,
  ),
  'rfc8314-4.1-4': clause(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'For such a user a wrong and a right password have to draw the very same refusal.',
    checked,
  ),
  'rfc8314-4.1-5': clause(
    'SHOULD',
    ['operator'],
    'Users whose passwords went over the wire in clear ought to be made to change them when moving to TLS, if compromise was likely.',
    declared,
  ),
  'rfc8314-4.1-6': clause(
    'MAY',
    ['operator'],
    'Old TLS versions may be phased out by the same kinds of step as cleartext.',
    recorded,
  ),
  'rfc8314-4.1-7': clause(
    'RECOMMENDED',
    ['operator'],
    'New accounts ought to be held to TLS 1.1 or newer from the first day.',
    replacedBy('rfc8997-3-2'),
  ),
  'rfc8314-4.1-lc1': lowercase(
    'should',
    ['operator'],
    'In the end cleartext access ought to be off or confined to legacy systems that cannot be upgraded.',
    checked,
  ),
  // Examples of what 4.1-6 permits; RFC 8997 rewords the first of them (rfc8997-3-lc1).
  'rfc8314-4.1-lc2': lowercase(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server', 'operator'],
    'One way to drop old versions is to refuse their ClientHello; another is to refuse authentication afterwards.',
    definition,
  ),
  'rfc8314-4.2-1': clause(
    'MAY',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Servers may support client-certificate authentication on the Implicit TLS port.',
    recorded,
  ),
  'rfc8314-4.2-2': clause(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server'],
    'A server may ask for a client certificate only when it is set up to accept some for authentication and can map them to an identity.',
    checked,
  ),
  'rfc8314-4.2-3': clause(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'A server that takes the certificate as sufficient has to make SASL EXTERNAL available.',
    checked,
  ),
  'rfc8314-4.2-4': clause(
    'MAY',
    ['imap-server'],
    'On IMAPS a PREAUTH greeting may stand in for enabling EXTERNAL.',
    recorded,
  ),
}
