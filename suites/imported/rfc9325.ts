import { checked, importedBy, recorded } from '../requirement.ts'

const imported = importedBy(
  'RFC 8314 sections 4 and 5 ("recommended TLS ciphersuites described in RFC 7525 or a future BCP")',
)

export const rfc9325 = {
  'imp-rfc9325-3.1.1-5': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'TLS 1.2 has to be supported.',
    recorded,
  ),
  'imp-rfc9325-3.1.1-6': imported(
    'SHOULD',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'TLS 1.3 ought to be supported.',
    recorded,
  ),
  'imp-rfc9325-3.2-1': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Where both an upgrade command and a TLS-only port exist, the TLS-only one has to be supported.',
    recorded,
  ),
  'imp-rfc9325-4.1-1': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Suites without encryption may not be negotiated.',
    checked,
  ),
  'imp-rfc9325-4.1-2': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'RC4 may not be negotiated.',
    checked,
  ),
  'imp-rfc9325-4.1-3': imported(
    'MUST NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Nothing below 112 bits may be negotiated.',
    checked,
  ),
  'imp-rfc9325-4.1-4': imported(
    'SHOULD NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Nothing below 128 bits ought to be negotiated.',
    checked,
  ),
  'imp-rfc9325-4.1-5': imported(
    'SHOULD NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Static RSA key transport ought not to be negotiated.',
    checked,
  ),
  'imp-rfc9325-4.1-8': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Forward-secret suites have to be supported and preferred.',
    checked,
  ),
  'imp-rfc9325-4.1-9': imported(
    'SHOULD NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'Finite-field ephemeral DH ought not to be used in TLS 1.2.',
    checked,
  ),
  // The suites that the two clauses ask for; only what is offered successfully counts, not what else is accepted.
  'imp-rfc9325-4.2-1': imported(
    'RECOMMENDED',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'The four ECDHE AES-GCM suites are the recommended ones for TLS 1.2.',
    checked,
    { feeds: ['rfc8314-4-13', 'rfc8314-5-10'] },
  ),
  'imp-rfc9325-4.2-2': imported(
    'SHOULD NOT',
    ['submission-server', 'imap-server', 'pop3-server', 'mua'],
    'CBC suites ought to be used only with encrypt_then_mac.',
    checked,
  ),
  'imp-rfc9325-4.2.1-2': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'ECDHE-RSA-AES128-GCM-SHA256 has to be preferred to weaker suites.',
    checked,
  ),
  'imp-rfc9325-4.5-3': imported(
    'MUST',
    ['submission-server', 'imap-server', 'pop3-server'],
    'RSA certificates need at least 2048 bits.',
    checked,
  ),
}
