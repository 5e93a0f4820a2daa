import { checked, importedBy, sameAs } from '../requirement.ts'

const imported = importedBy('RFC 8314 sections 3, 3.2, 5.5 (RFC 3501 is a normative reference and is updated)')

export const rfc3501 = {
  'imp-rfc3501-6.1.1-3': imported(
    'MUST',
    ['imap-server', 'mua'],
    'IMAP servers and clients have to implement STARTTLS, LOGINDISABLED and AUTH=PLAIN.',
    checked,
  ),
  'imp-rfc3501-6.2.1-1': imported(
    'MUST NOT',
    ['mua'],
    'Nothing is sent between STARTTLS and the end of the handshake.',
    sameAs('imp-rfc2595-3.1-1'),
  ),
  'imp-rfc3501-6.2.1-2': imported(
    'MUST',
    ['mua'],
    'Capabilities learned before TLS are dropped.',
    sameAs('imp-rfc2595-3.1-3'),
  ),
  'imp-rfc3501-6.2.1-d1': imported(
    '(declarative)',
    ['imap-server'],
    'STARTTLS with a client certificate does not authenticate by itself.',
    checked,
  ),
  'imp-rfc3501-6.2.1-d2': imported(
    '(declarative)',
    ['imap-server'],
    'In IMAP4rev1 too the TLS negotiation starts directly behind the line end of the tagged OK.',
    sameAs('imp-rfc9051-6.2.1-3'),
  ),
  'imp-rfc3501-6.2.2-4': imported('MUST', ['imap-server'], 'A client response of "*" cancels: tagged BAD.', checked),
  'imp-rfc3501-6.2.2-6': imported(
    'MUST',
    ['imap-server'],
    'A configuration without plaintext mechanisms outside protection has to exist.',
    checked,
  ),
  'imp-rfc3501-6.2.2-7': imported(
    'SHOULD NOT',
    ['operator'],
    'Sites ought not to allow plaintext mechanisms without protection.',
    checked,
  ),
  'imp-rfc3501-6.2.3-3': imported(
    'MUST',
    ['imap-server'],
    'A configuration with LOGINDISABLED listed and LOGIN refused outside protection has to exist.',
    sameAs('imp-rfc2595-3.2-2'),
  ),
  'imp-rfc3501-6.2.3-5': imported(
    'MUST NOT',
    ['mua'],
    'No LOGIN when LOGINDISABLED is listed.',
    sameAs('imp-rfc2595-3.2-3'),
  ),
  'imp-rfc3501-11.1-10': imported(
    'MUST',
    ['imap-server', 'mua'],
    'Both have to check whether the outcome of STARTTLS and TLS is acceptable.',
    sameAs('imp-rfc2595-2.5-1'),
  ),
  'imp-rfc3501-11.2-1': imported(
    'SHOULD NOT',
    ['imap-server'],
    'The error for wrong credentials ought not to say why they are wrong.',
    checked,
  ),
}
