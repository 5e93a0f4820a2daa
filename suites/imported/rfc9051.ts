import { checked, importedBy } from '../requirement.ts'

const imported = importedBy(
  'not a reference of RFC 8314; RFC 9051 obsoletes RFC 3501 and itself requires RFC 8314 (section 11.1)',
)

export const rfc9051 = {
  'imp-rfc9051-6.2.1-1': imported(
    'MUST',
    ['imap-server'],
    'STARTTLS on an Implicit TLS port draws a tagged BAD.',
    checked,
  ),
  'imp-rfc9051-6.2.1-3': imported(
    'MUST',
    ['imap-server'],
    'Data behind STARTTLS in the same buffer is either taken as handshake or thrown away.',
    checked,
  ),
  'imp-rfc9051-6.2.1-7': imported(
    'SHOULD NOT',
    ['imap-server'],
    'STARTTLS ought not to be listed after it was used.',
    checked,
  ),
  'imp-rfc9051-7.1.4-2': imported(
    'SHOULD',
    ['imap-server'],
    'PREAUTH ought to be used on protected connections only.',
    checked,
  ),
  'imp-rfc9051-7.1.4-3': imported(
    'MUST',
    ['mua'],
    'A client that demands TLS has to close when PREAUTH comes on an unprotected port.',
    checked,
  ),
}
