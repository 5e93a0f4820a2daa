import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 3207 section 4 (5.7.0 with ENHANCEDSTATUSCODES, RFC 2034)')

export const rfc2034 = {
  'imp-rfc2034-4-d1': imported(
    '(declarative)',
    ['smtp-server', 'submission-server'],
    'With ENHANCEDSTATUSCODES all 2xx, 4xx and 5xx replies but the greeting and the EHLO/HELO reply start with a code.',
    checked,
  ),
}
