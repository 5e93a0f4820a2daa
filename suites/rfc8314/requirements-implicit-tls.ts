import { checked, clause, definition, lowercase, recorded } from '../requirement.ts'

export const implicitTls = {
  // A summary: 4-12 and the entries of RFC 8997 are tested.
  'rfc8314-1-lc1': lowercase(
    '(declarative)',
    ['mua', 'operator'],
    'The memo recommends TLS 1.2 or newer for all traffic between clients and access or submission servers.',
    definition,
  ),
  // Part of what "Mail Account Configuration" is said to mean.
  'rfc8314-2-lc1': lowercase(
    'must',
    ['mua'],
    'For each account the client has to hold names, ports, credentials and other settings given by the user.',
    definition,
  ),
  'rfc8314-3-lc1': lowercase(
    '(declarative)',
    ['mua', 'operator'],
    'Implicit TLS is recommended over STARTTLS between client and provider.',
    checked,
  ),
  // Not implementing RFC 7817 on one protocol is not validating by it.
  'rfc8314-3.1-1': clause(
    'MUST',
    ['mua'],
    'A POP3 client on the Implicit TLS port has to carry out the server-name and path checks of RFC 7817.',
    checked,
    { entails: ['rfc8314-5.3-1'] },
  ),
  'rfc8314-3.1-2': clause(
    'MUST',
    ['pop3-server', 'mua'],
    'On POP3 over Implicit TLS both sides begin in AUTHORIZATION after the greeting, whether or not a client certificate was presented.',
    checked,
  ),
  'rfc8314-3.1-lc1': lowercase(
    '(declarative)',
    ['pop3-server', 'mua'],
    'On 995 the TLS handshake is the very first thing.',
    checked,
  ),
  'rfc8314-3.1-lc2': lowercase(
    '(declarative)',
    ['pop3-server', 'mua'],
    'From then on all POP3 traffic stays inside TLS until the TCP connection ends.',
    checked,
  ),
  // As 3.1-1.
  'rfc8314-3.2-1': clause(
    'MUST',
    ['mua'],
    'An IMAP client on the Implicit TLS port has to carry out the server-name and path checks of RFC 7817.',
    checked,
    { entails: ['rfc8314-5.3-1'] },
  ),
  'rfc8314-3.2-2': clause(
    'MAY',
    ['imap-server', 'mua'],
    'When a client certificate was given and suits the server, the IMAP server may greet with PREAUTH, which puts both sides in the authenticated state.',
    checked,
  ),
  'rfc8314-3.2-lc1': lowercase(
    '(declarative)',
    ['imap-server', 'mua'],
    'On 993 the TLS handshake is the very first thing.',
    checked,
  ),
  'rfc8314-3.2-lc2': lowercase(
    '(declarative)',
    ['imap-server', 'mua'],
    'All IMAP traffic stays inside TLS until the TCP connection ends.',
    checked,
  ),
  'rfc8314-3.2-lc3': lowercase(
    '(declarative)',
    ['imap-server', 'mua'],
    'After an OK greeting both sides are in the not authenticated state, client certificate or not.',
    checked,
  ),
  // As 3.1-1.
  'rfc8314-3.3-1': clause(
    'MUST',
    ['mua'],
    'A submission client on the Implicit TLS port has to carry out the server-name and path checks of RFC 7817.',
    checked,
    { entails: ['rfc8314-5.3-1'] },
  ),
  'rfc8314-3.3-2': clause(
    'SHOULD',
    ['submission-server', 'mua'],
    'Submission clients and servers ought to support STARTTLS on 587 as well as Implicit TLS on 465.',
    checked,
  ),
  // A port 465 that does not begin with TLS has no Implicit TLS in the sense of section 2.
  'rfc8314-3.3-lc1': lowercase(
    '(declarative)',
    ['submission-server', 'mua'],
    'On 465 the TLS handshake is the very first thing.',
    checked,
    { feeds: ['rfc8314-3.3-2'] },
  ),
  'rfc8314-3.3-lc2': lowercase(
    '(declarative)',
    ['submission-server', 'mua'],
    'All submission traffic stays inside TLS until the TCP connection ends.',
    checked,
  ),
  'rfc8314-3.3-lc3': lowercase(
    '(declarative)',
    ['submission-server'],
    'What RFC 6409 and RFC 5068 demand of submission agents, AUTH included, holds on 465 as well.',
    checked,
  ),
  'rfc8314-3.4-1': clause(
    'SHOULD',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Whoever closes an Implicit TLS connection ought to send a TLS close alert before ending the TCP connection.',
    checked,
  ),
  'rfc8314-3.4-2': clause(
    'MAY',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Having sent its close alert, a client may close the TCP connection without waiting for the answering alert.',
    recorded,
  ),
}
