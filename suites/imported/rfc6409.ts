import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8314 section 3.3 (MSA requirements of RFC 6409 apply to the submissions port)')

export const rfc6409 = {
  'imp-rfc6409-4.3-1': imported(
    'MUST',
    ['submission-server'],
    'By default MAIL is refused in a session that is not authenticated.',
    checked,
  ),
  'imp-rfc6409-7-23': imported('MUST', ['submission-server'], 'SMTP AUTH has to be supported.', checked),
}
