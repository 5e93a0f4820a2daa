import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8314 section 4.3 (ESMTPS transmission type)')

export const rfc3848 = {
  'imp-rfc3848-1-d1': imported(
    '(declarative)',
    ['smtp-server', 'submission-server'],
    'ESMTPS means that STARTTLS was negotiated; ESMTPSA adds AUTH.',
    checked,
  ),
}
