import { checked, importedBy } from '../requirement.ts'

const registration = importedBy('RFC 8314 sections 4.3 and 7.4 (additional-registered-clauses of RFC 5321)')
const order = importedBy('RFC 8314 sections 4.3 and 7.4')

export const rfc5321 = {
  'imp-rfc5321-4.4-30': registration(
    'SHOULD NOT',
    ['submission-server'],
    'Only registered additional clauses ought to appear in Received.',
    checked,
  ),
  'imp-rfc5321-4.4-d1': order(
    '(declarative)',
    ['submission-server'],
    'Additional clauses stand after via, with, id and for.',
    checked,
  ),
}
