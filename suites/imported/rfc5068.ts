import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8314 section 3.3 (requirements of RFC 5068 apply to the submissions port)')

export const rfc5068 = {
  'imp-rfc5068-3.1-4': imported(
    'MUST',
    ['submission-server'],
    'Authentication is needed for every submission, local recipients included.',
    checked,
  ),
  'imp-rfc5068-3.2-3': imported('MUST', ['submission-server'], 'Port 587 requires authentication.', checked),
  'imp-rfc5068-3.2-4': imported(
    'SHOULD',
    ['submission-server'],
    'Any other submission port, 465 included, ought to require it too.',
    checked,
  ),
  'imp-rfc5068-3.2-6': imported(
    'MUST NOT',
    ['submission-server'],
    'Unauthenticated mail to other domains may not be relayed on any port.',
    checked,
  ),
}
