import { checked, importedBy, recorded } from '../requirement.ts'

const imported = importedBy('RFC 8314 sections 3.3 and 5.5 (SMTP AUTH on the submissions port)')

export const rfc4954 = {
  'imp-rfc4954-3-1': imported('MAY', ['submission-server'], 'The AUTH list may change after STARTTLS.', recorded),
  'imp-rfc4954-4-6': imported('MUST', ['submission-server'], '"*" cancels with 501.', checked),
  'imp-rfc4954-4-7': imported(
    'MUST',
    ['submission-server'],
    'Without an initial response the server asks with an empty 334.',
    checked,
  ),
  'imp-rfc4954-4-9': imported('MUST', ['mua'], 'An empty initial response is written as "=".', checked),
  'imp-rfc4954-4-30': imported(
    'MUST',
    ['submission-server'],
    'A configuration without plaintext mechanisms outside TLS has to exist.',
    checked,
  ),
  'imp-rfc4954-4-31': imported(
    'SHOULD NOT',
    ['operator'],
    'Sites ought not to permit plaintext mechanisms without protection.',
    checked,
  ),
  'imp-rfc4954-4-32': imported(
    'MUST',
    ['submission-server', 'mua'],
    'PLAIN over TLS has to be implemented by both.',
    checked,
  ),
  'imp-rfc4954-6-6': imported(
    'SHOULD',
    ['submission-server'],
    'Commands that need authentication ought to draw 530 5.7.0 until it is done.',
    checked,
  ),
  'imp-rfc4954-6-7': imported(
    'SHOULD NOT',
    ['submission-server'],
    'Mechanisms not permitted without encryption ought not to be listed without it.',
    checked,
  ),
  'imp-rfc4954-7-2': imported(
    'SHOULD',
    ['submission-server'],
    'Received ought to say ESMTPA, or ESMTPSA with TLS.',
    checked,
  ),
  'imp-rfc4954-9-4': imported(
    'MUST',
    ['submission-server', 'mua'],
    'At least one configuration must exist in which plaintext mechanisms need TLS.',
    checked,
  ),
  'imp-rfc4954-14-1': imported(
    'MUST NOT',
    ['mua'],
    'PLAIN may not be used when the certificate is absent or fails verification.',
    checked,
  ),
  'imp-rfc4954-14-3': imported('MUST NOT', ['mua'], 'Nor when the name does not match.', checked),
}
