import { checked, clause, definition, lowercase, recorded } from '../requirement.ts'

export const rfc8997 = {
  // What the document is about; the rewordings of section 3 are tested.
  'rfc8997-1-lc1': lowercase(
    '(declarative)',
    ['mua', 'operator'],
    'The minimum version for everything in RFC 8314 becomes TLS 1.2.',
    definition,
  ),
  'rfc8997-3-1': clause(
    'SHOULD',
    ['operator'],
    'Providers that still support SSL 2/3, TLS 1.0 or TLS 1.1 ought to move users to TLS 1.2 or newer and then switch the old ones off.',
    checked,
  ),
  'rfc8997-3-2': clause(
    'RECOMMENDED',
    ['operator'],
    'New accounts ought to be held to TLS 1.2 or newer from the first day.',
    checked,
  ),
  'rfc8997-3-3': clause(
    'MUST NOT',
    ['mua'],
    'A confidentiality indication may not be shown for a connection below TLS 1.2 with a verified certificate, or below the account minimum.',
    checked,
  ),
  'rfc8997-3-4': clause(
    'MUST',
    ['mua'],
    'A client has to implement TLS 1.2 or a later version such as TLS 1.3.',
    checked,
  ),
  'rfc8997-3-5': clause(
    'MAY',
    ['mua'],
    'Older versions may be supported too provided accounts with the minimum set insist on TLS 1.2 or newer.',
    checked,
  ),
  'rfc8997-3-6': clause(
    'MUST',
    ['mua'],
    'The default minimum for new accounts has to include validation of the server certificate.',
    checked,
  ),
  'rfc8997-3-7': clause('SHOULD', ['mua'], 'That default minimum ought to include TLS 1.2 or newer.', checked),
  'rfc8997-3-lc1': lowercase(
    '(declarative)',
    ['submission-server', 'imap-server', 'pop3-server', 'operator'],
    'The example for dropping old versions now refuses any ClientHello below TLS 1.2.',
    recorded,
  ),
}
