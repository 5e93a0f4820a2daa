import { checked, definition, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 3207 section 4 (pipelining per RFC 2920)')

export const rfc2920 = {
  'imp-rfc2920-3.1-1': imported(
    'MUST',
    ['smtp-client'],
    'A pipelining client has to check every status of a group.',
    checked,
  ),
  // Gives way to RFC 3207 section 4.2, which wants what came before TLS forgotten: nothing is left to test.
  'imp-rfc2920-3.2-9': imported(
    'MUST NOT',
    ['smtp-server'],
    'A pipelining server may never lose TCP input.',
    definition,
  ),
}
