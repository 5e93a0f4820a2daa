import { checked, importedBy, recorded, sameAs } from '../requirement.ts'

const imported = importedBy('RFC 8314 section 1.1 (updates RFC 2595; STARTTLS/STLS offered next to Implicit TLS)')

export const rfc2595 = {
  'imp-rfc2595-2.2-1': imported(
    'SHOULD',
    ['imap-server', 'pop3-server', 'mua'],
    'A mode ought to exist that refuses authentication without encryption and ends the connection if encryption ends.',
    checked,
  ),
  'imp-rfc2595-2.3-1': imported(
    'MUST',
    ['imap-server', 'pop3-server', 'mua'],
    'Both sides have to be configurable to refuse all cleartext password logins without strong encryption.',
    checked,
  ),
  'imp-rfc2595-2.3-2': imported(
    'SHOULD',
    ['imap-server', 'pop3-server'],
    'Refusal ought to be possible for the whole server and per user.',
    recorded,
  ),
  'imp-rfc2595-2.5-1': imported(
    'MUST',
    ['imap-server', 'pop3-server', 'mua'],
    'Both sides have to check whether the TLS outcome is acceptable.',
    checked,
  ),
  'imp-rfc2595-3.1-1': imported(
    'MUST NOT',
    ['mua'],
    'After IMAP STARTTLS the client sends nothing until answer and handshake are done.',
    checked,
  ),
  'imp-rfc2595-3.1-3': imported(
    'MUST',
    ['mua'],
    'After IMAP STARTTLS capabilities learned before are dropped.',
    checked,
  ),
  'imp-rfc2595-3.1-4': imported('SHOULD', ['mua'], 'CAPABILITY ought to be asked again.', checked),
  'imp-rfc2595-3.1-d1': imported(
    '(declarative)',
    ['imap-server'],
    'In IMAP the TLS negotiation starts directly behind the line end of the tagged OK, so nothing else that follows in cleartext counts.',
    sameAs('imp-rfc9051-6.2.1-3'),
  ),
  'imp-rfc2595-3.2-2': imported(
    'MUST',
    ['imap-server'],
    'A server with STARTTLS has to support LOGINDISABLED on unencrypted connections.',
    checked,
  ),
  'imp-rfc2595-3.2-3': imported(
    'MUST NOT',
    ['mua'],
    'With LOGINDISABLED listed the client may not send LOGIN.',
    checked,
  ),
  'imp-rfc2595-4-1': imported('MUST', ['pop3-server'], 'A POP3 server with STLS has to have CAPA.', checked),
  'imp-rfc2595-4-2': imported('MAY', ['pop3-server'], 'STLS while TLS is active may draw -ERR.', recorded),
  'imp-rfc2595-4-3': imported(
    'MUST NOT',
    ['mua'],
    'After STLS the client sends nothing until answer and handshake are done.',
    checked,
  ),
  'imp-rfc2595-4-5': imported('MUST', ['mua'], 'After STLS capabilities learned before are dropped.', checked),
  'imp-rfc2595-4-d1': imported(
    '(declarative)',
    ['pop3-server'],
    'After STLS the server stays in AUTHORIZATION even with a client certificate.',
    checked,
  ),
  'imp-rfc2595-4-d2': imported(
    '(declarative)',
    ['pop3-server'],
    'In POP3 the TLS negotiation starts directly behind the line end of the +OK, so nothing else that follows in cleartext counts.',
    checked,
  ),
  'imp-rfc2595-6-1': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server'],
    'PLAIN may not be listed or used without strong encryption, compatibility aside.',
    checked,
  ),
  'imp-rfc2595-9-1': imported(
    'SHOULD',
    ['mua'],
    'Clients ought to warn when privacy is not active and/or be able to refuse.',
    checked,
  ),
}
