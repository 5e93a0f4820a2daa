import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8314 sections 4.2 and 5.5 (SASL EXTERNAL); RFC 3207 section 6')

export const rfc4422 = {
  'imp-rfc4422-A-d1': imported(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server'],
    'Without an initial response EXTERNAL starts with an empty server challenge.',
    checked,
  ),
  'imp-rfc4422-A-d2': imported(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server'],
    'EXTERNAL fails when nothing external identifies the client.',
    checked,
  ),
  'imp-rfc4422-A-d3': imported(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server'],
    'EXTERNAL fails for an identity the client may not assume.',
    checked,
  ),
  'imp-rfc4422-A-d4': imported(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server'],
    'EXTERNAL fails when an empty identity cannot be mapped.',
    checked,
  ),
}
