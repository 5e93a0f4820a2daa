import { checked, importedBy, recorded } from '../requirement.ts'

const imported = importedBy('RFC 8314 section 5.5 (AUTH for POP3 per RFC 5034, normative reference)')

export const rfc5034 = {
  'imp-rfc5034-3-3': imported('MAY', ['pop3-server'], 'The SASL list may change after STLS.', recorded),
  'imp-rfc5034-4-4': imported('MUST', ['pop3-server'], '"*" cancels with -ERR.', checked),
  'imp-rfc5034-4-5': imported(
    'MUST',
    ['pop3-server'],
    'Without an initial response the server sends an empty challenge.',
    checked,
  ),
  'imp-rfc5034-4-8': imported('MUST', ['mua'], 'An empty initial response is written as "=".', checked),
  'imp-rfc5034-4-22': imported(
    'MUST',
    ['pop3-server', 'mua'],
    'PLAIN over TLS has to be implemented by both.',
    checked,
  ),
  'imp-rfc5034-4-23': imported(
    'MUST',
    ['pop3-server'],
    'A configuration has to exist that neither lists nor permits plaintext mechanisms before STLS.',
    checked,
  ),
  'imp-rfc5034-4-24': imported('SHOULD', ['pop3-server'], 'It ought to be the default.', checked),
  'imp-rfc5034-4-25': imported(
    'MUST',
    ['mua'],
    'The certificate has to be verified before a plaintext mechanism is used over TLS.',
    checked,
  ),
}
