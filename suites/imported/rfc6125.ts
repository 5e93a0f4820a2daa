import { checked, importedBy, recorded } from '../requirement.ts'

const imported = importedBy(
  'RFC 7817 section 3, hence RFC 8314 sections 3 and 5.3; RFC 8314 section 5.4 names RFC 6125 for advice',
)

export const rfc6125 = {
  // RFC 7817 section 3 matches by this section: a CN that overrules the DNS-ID is the wrong name.
  'imp-rfc6125-6.3-2': imported(
    'MUST NOT',
    ['mua'],
    'The CN may not be consulted when the certificate has DNS-ID, SRV-ID or URI-ID.',
    checked,
    { feeds: ['rfc8314-5.3-1'] },
  ),
  // RFC 7817 section 3 matches by this section: a looser comparison accepts the wrong name.
  'imp-rfc6125-6.4.1-1': imported(
    'MUST',
    ['mua'],
    'Names are compared label by label, ASCII letters without regard to case.',
    checked,
    { feeds: ['rfc8314-5.3-1'] },
  ),
  // Feeds nothing: the good certificate is refused, no wrong name is accepted.
  'imp-rfc6125-6.4.2-1': imported(
    'MUST',
    ['mua'],
    'Internationalized names are converted to A-labels before the comparison.',
    checked,
  ),
  'imp-rfc6125-6.4.3-2': imported(
    'SHOULD NOT',
    ['mua'],
    'A wildcard anywhere but in the left-most label ought not to match.',
    checked,
  ),
  'imp-rfc6125-6.4.3-3': imported(
    'SHOULD NOT',
    ['mua'],
    'A wildcard stands for the left-most label of the reference name only.',
    checked,
  ),
  'imp-rfc6125-6.6.4-1': imported(
    'SHOULD',
    ['mua'],
    'An interactive client ought to report the mismatch and end the attempt with a bad-certificate error.',
    checked,
  ),
  'imp-rfc6125-6.6.4-4': imported(
    'MUST',
    ['smtp-client', 'mua'],
    'An automated client has to have this refusal on by default.',
    recorded,
  ),
}
