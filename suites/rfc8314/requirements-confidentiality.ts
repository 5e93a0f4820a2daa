import { checked, clause, declared, definition, lowercase, recorded, replacedBy, sameAs } from '../requirement.ts'

export const confidentiality = {
  'rfc8314-5.2-1': clause(
    'SHOULD',
    ['mua'],
    'A client ought to demand the minimum for each account unless told otherwise.',
    checked,
  ),
  'rfc8314-5.2-2': clause(
    'SHOULD',
    ['mua'],
    'In a client with several accounts the demand ought to be settable for each one.',
    checked,
  ),
  'rfc8314-5.2-3': clause(
    'MUST',
    ['mua'],
    'The default minimum for new accounts has to include validation of the server certificate.',
    replacedBy('rfc8997-3-6'),
  ),
  'rfc8314-5.2-4': clause(
    'SHOULD',
    ['mua'],
    'That default minimum ought to include TLS 1.1 or newer.',
    replacedBy('rfc8997-3-7'),
  ),
  'rfc8314-5.2-5': clause(
    'MAY',
    ['mua'],
    'Letting the user switch the demand off at set-up or later is allowed.',
    recorded,
  ),
  'rfc8314-5.2-6': clause(
    'MUST',
    ['mua'],
    'Then the client has to warn that neither passwords nor messages are kept private.',
    checked,
  ),
  'rfc8314-5.2-7': clause(
    'MUST NOT',
    ['mua'],
    'With the demand set, a client may do nothing beyond capability discovery and STARTTLS on a connection that falls short.',
    checked,
  ),
  'rfc8314-5.2-8': clause(
    'SHOULD NOT',
    ['mua'],
    'For such an account, sending, reading or password login over an inadequate connection ought not to be just a click away.',
    declared,
  ),
  'rfc8314-5.2-9': clause(
    'SHOULD',
    ['mua'],
    'Without the demand a client ought still to use the safest way the server has.',
    checked,
  ),
  'rfc8314-5.3-1': clause(
    'MUST',
    ['mua'],
    'Clients have to validate server certificates by RFC 7817 and PKIX.',
    checked,
  ),
  'rfc8314-5.3-2': clause(
    'MAY',
    ['mua'],
    'Clients may use DANE as a means of validation towards the minimum.',
    recorded,
  ),
  'rfc8314-5.3-3': clause('MAY', ['mua'], 'Certificate pinning may be supported.', recorded),
  'rfc8314-5.3-4': clause(
    'MUST NOT',
    ['mua'],
    'A connection that is trusted only through a pin may not count as meeting the minimum.',
    checked,
  ),
  'rfc8314-5.4-1': clause(
    'MAY',
    ['mua'],
    'On a failed validation at account set-up the client may offer to bind that certificate to that host name.',
    checked,
  ),
  'rfc8314-5.4-2': clause(
    'MUST NOT',
    ['mua'],
    'A pin may not be offered when validation fails for an account that already exists.',
    checked,
  ),
  'rfc8314-5.4-3': clause(
    'MUST NOT',
    ['mua'],
    'A certificate pinned for one account may not validate connections of another.',
    checked,
  ),
  'rfc8314-5.4-4': clause('MUST', ['mua'], 'A client with pinning has to let the user revoke a pin.', checked),
  'rfc8314-5.4-5': clause(
    'MUST NOT',
    ['mua'],
    'The client may not tell the user that a pinned connection has the minimum level.',
    checked,
  ),
  // The first half of the sentence whose second half is 5.4-2.
  'rfc8314-5.4-lc1': lowercase(
    '(declarative)',
    ['mua'],
    'Pinning belongs to account set-up only.',
    sameAs('rfc8314-5.4-2'),
  ),
  'rfc8314-5.5-1': clause(
    'MAY',
    ['mua'],
    'Clients may support client certificates on the Implicit TLS port.',
    recorded,
  ),
  'rfc8314-5.5-2': clause(
    'MUST NOT',
    ['mua'],
    'A client certificate may be sent only when the server asks and the client has been authorized to use it with that account.',
    checked,
  ),
  'rfc8314-5.5-3': clause(
    'MUST NOT',
    ['mua'],
    'Installing a certificate for one account may not by itself allow its use with another.',
    checked,
  ),
  'rfc8314-5.5-4': clause(
    'MUST',
    ['mua'],
    'A client that authenticates with certificates over Implicit TLS has to implement SASL EXTERNAL through the authentication command of each protocol.',
    checked,
  ),
  // Says when a filter may be called compatible; a proxy plays no role of ours, its two sides are tested as what they are.
  'rfc8314-6-lc1': lowercase(
    '(declarative)',
    [],
    'An antivirus or antispam product is compatible if all its mail software, proxies included, complies.',
    definition,
  ),
  'rfc8314-8-lc1': lowercase(
    'should',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Implementers ought to know that under TLS 1.2 a client certificate shows the user identity to any observer.',
    declared,
  ),
}
