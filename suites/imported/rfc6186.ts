import { checked, importedBy, recorded, sameAs } from '../requirement.ts'

const imported = importedBy('RFC 8314 sections 4, 4.5.2, 5, 5.1 (SRV records per RFC 6186)')

export const rfc6186 = {
  'imp-rfc6186-3.4-1': imported(
    'SHOULD',
    ['operator'],
    'Sites with IMAP and POP3 ought to publish both sets with priorities that show the preferred one.',
    checked,
  ),
  'imp-rfc6186-3.4-2': imported(
    'SHOULD',
    ['mua'],
    'A client with both protocols ought to fetch both sets and use the one of lowest priority value.',
    checked,
  ),
  'imp-rfc6186-3.4-3': imported(
    'MUST',
    ['mua'],
    'Weights are compared only within the protocol chosen first.',
    checked,
  ),
  'imp-rfc6186-3.4-4': imported('MUST', ['mua'], 'A target of "." means that the service is not offered.', checked),
  'imp-rfc6186-4-1': imported(
    'MUST',
    ['mua'],
    'Among several records the priority and weight rules of RFC 2782 decide.',
    checked,
  ),
  'imp-rfc6186-4-2': imported('SHOULD', ['mua'], 'Clients ought to send SNI.', checked),
  'imp-rfc6186-4-3': imported(
    'MUST',
    ['mua'],
    'Verification follows RFC 6125 section 6 with the SRV record as starting point.',
    sameAs('imp-rfc7817-3-2', 'imp-rfc7817-3-4'),
  ),
  'imp-rfc6186-4-4': imported('MUST', ['mua'], 'The full address is tried first as user name.', checked),
  'imp-rfc6186-4-5': imported('SHOULD', ['mua'], 'After failure the local part ought to be tried.', checked),
  'imp-rfc6186-4-7': imported('SHOULD', ['mua'], 'Details that worked ought to be kept and reused.', checked),
  'imp-rfc6186-4-8': imported(
    'SHOULD',
    ['mua'],
    'If a later connection or login fails, the SRV look-up ought to be repeated for the same protocol.',
    checked,
  ),
  'imp-rfc6186-4-9': imported(
    'MUST NOT',
    ['mua'],
    'No silent change between IMAP and POP3 because priorities changed.',
    checked,
  ),
  'imp-rfc6186-5-4': imported(
    'MUST',
    ['operator'],
    'The provider has to install a certificate that verifies with SRV as starting point.',
    checked,
  ),
  'imp-rfc6186-5-5': imported(
    'MUST',
    ['operator'],
    'With several domains on one address SNI has to be supported.',
    recorded,
  ),
  'imp-rfc6186-6-1': imported(
    'MUST',
    ['mua'],
    'If the user asked for TLS, no authentication command before TLS stands.',
    sameAs('rfc8314-5.2-7'),
  ),
  'imp-rfc6186-6-4': imported(
    'SHOULD',
    ['mua'],
    'Without secure DNS the target ought to be inside the queried domain.',
    sameAs('rfc8314-5.1-6'),
  ),
  'imp-rfc6186-6-5': imported(
    'SHOULD',
    ['mua'],
    'Otherwise the user ought to be asked before connecting.',
    sameAs('rfc8314-5.1-7'),
  ),
  'imp-rfc6186-6-6': imported(
    'MUST',
    ['mua'],
    'Or else, with TLS, the service has to be verified by the RFC 6125 procedure.',
    sameAs('imp-rfc7817-3-4'),
  ),
  'imp-rfc6186-6-7': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'SSL 2.0 may not be requested, offered or used.',
    checked,
  ),
}
