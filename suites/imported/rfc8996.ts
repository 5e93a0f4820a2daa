import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8997 section 1 (deprecation of TLS 1.1 in RFC 8996), updating RFC 8314')

export const rfc8996 = {
  'imp-rfc8996-4-1': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'TLS 1.0 is forbidden.',
    checked,
  ),
  'imp-rfc8996-5-1': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'TLS 1.1 is forbidden.',
    checked,
  ),
  'imp-rfc8996-5-5': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'A hello of version 1.1 draws a protocol_version alert and the close of the connection.',
    checked,
  ),
  'imp-rfc8996-5-6': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'The record-layer version of the ClientHello is of no account.',
    checked,
  ),
}
