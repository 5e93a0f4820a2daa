import { checked, clause, declared, definition, later, lowercase, recorded, sameAs } from '../requirement.ts'

export const rfc3207 = {
  // STARTTLS listed where it cannot work is what RFC 8314 tells submission servers not to list.
  'rfc3207-3-lc1': lowercase(
    '(declarative)',
    ['smtp-server', 'submission-server'],
    'STARTTLS in the EHLO reply states that the server can negotiate TLS now.',
    checked,
    { feeds: ['rfc8314-4-6'] },
  ),
  'rfc3207-3-lc2': lowercase(
    '(declarative)',
    ['smtp-server', 'submission-server'],
    'The EHLO keyword STARTTLS stands alone on its line.',
    checked,
  ),
  'rfc3207-4-1': clause(
    'MUST NOT',
    ['smtp-server'],
    'A port-25 server that is the MX (or fallback address) target for a domain has to take mail addressed to its own users from clients that never start TLS.',
    checked,
  ),
  'rfc3207-4-2': clause(
    'SHOULD',
    ['smtp-server', 'submission-server'],
    'A non-public server that insists on TLS ought to answer 530 to each command other than NOOP, EHLO, STARTTLS and QUIT.',
    checked,
  ),
  'rfc3207-4-3': clause(
    'SHOULD',
    ['smtp-server', 'submission-server'],
    'Where enhanced status codes are in use, the refusal of non-TLS commands ought to carry code 5.7.0.',
    checked,
  ),
  'rfc3207-4-4': clause(
    'MUST',
    ['smtp-client', 'mua'],
    'Once STARTTLS has been answered with 220, the next octets from the client have to open a TLS handshake instead of carrying an SMTP command.',
    later,
  ),
  'rfc3207-4-5': clause(
    'SHOULD',
    ['smtp-client', 'mua'],
    'A client that has issued STARTTLS but then cannot begin the handshake ought to drop the connection.',
    later,
  ),
  'rfc3207-4-lc1': lowercase(
    '(declarative)',
    ['smtp-server', 'submission-server'],
    'STARTTLS is answered with 220, 501 (a parameter was given) or 454 (temporarily not available).',
    checked,
  ),
  'rfc3207-4-lc2': lowercase(
    'must',
    ['smtp-client', 'mua'],
    'On 454 the client settles by its own policy whether to go on, wait or give up.',
    later,
  ),
  'rfc3207-4-lc3': lowercase(
    'may',
    ['smtp-server'],
    'Any server may decline to relay on the grounds of the identity shown in TLS.',
    recorded,
  ),
  'rfc3207-4-lc4': lowercase(
    'may',
    ['smtp-server', 'submission-server'],
    'A non-public server may decline all mail on the grounds of the identity shown in TLS.',
    recorded,
  ),
  // Binds clients. How a server takes a group that breaks it is recorded; the injection checks judge that server.
  'rfc3207-4-lc5': lowercase(
    'must',
    ['smtp-client', 'mua'],
    'With pipelining, STARTTLS ends a group: nothing may be sent behind it before the answer.',
    later,
  ),
  // The condition under which 4-2 and 4-3 apply.
  'rfc3207-4-lc6': lowercase(
    'may',
    ['smtp-server', 'submission-server'],
    'A non-public server may insist on TLS before any other command.',
    definition,
  ),
  'rfc3207-4.1-1': clause(
    'MUST',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'At the end of the handshake each side has to weigh the authentication and privacy obtained and settle at once whether to go on.',
    checked,
  ),
  'rfc3207-4.1-2': clause(
    'SHOULD',
    ['smtp-client', 'mua'],
    'A client that finds the security level too low ought to send QUIT as its first command inside TLS.',
    later,
  ),
  'rfc3207-4.1-3': clause(
    'SHOULD',
    ['smtp-server', 'submission-server'],
    'A server that finds the security level too low ought to answer 554 to everything the client sends, QUIT excepted.',
    checked,
  ),
  'rfc3207-4.1-lc1': lowercase(
    'may',
    ['smtp-server', 'smtp-client'],
    'Both sides may go on even when TLS gave neither authentication nor privacy.',
    recorded,
  ),
  'rfc3207-4.1-lc2': lowercase(
    '(declarative)',
    ['smtp-client', 'mua'],
    'A client would as a rule accept as authentic only a server whose certificate names the domain it meant to reach.',
    later,
  ),
  'rfc3207-4.1-lc3': lowercase(
    '(declarative)',
    ['smtp-server'],
    'A public server would as a rule take any verifiable client certificate and might record it in Received.',
    recorded,
  ),
  'rfc3207-4.2-1': clause(
    'MUST',
    ['smtp-server', 'submission-server'],
    'After the handshake the server has to forget all it learned from the client in cleartext, keeping only what the TLS negotiation itself yielded.',
    checked,
  ),
  'rfc3207-4.2-2': clause(
    'MUST',
    ['smtp-client', 'mua'],
    'After the handshake the client has to forget what the server said before it, the extension list above all.',
    later,
  ),
  'rfc3207-4.2-3': clause('SHOULD', ['smtp-client', 'mua'], 'The first command inside TLS ought to be EHLO.', later),
  'rfc3207-4.2-4': clause(
    'MAY',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'The extension list offered inside TLS is allowed to differ from the one offered before it.',
    recorded,
  ),
  'rfc3207-4.2-5': clause(
    'MUST',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'Each side has to keep track of whether TLS is running on this connection.',
    checked,
  ),
  'rfc3207-4.2-6': clause(
    'MUST NOT',
    ['smtp-client', 'mua'],
    'While TLS is running a client may not try to start it a second time.',
    later,
  ),
  'rfc3207-4.2-7': clause(
    'MUST NOT',
    ['smtp-server', 'submission-server'],
    'A server may not list STARTTLS in any EHLO reply that follows the handshake.',
    checked,
  ),
  'rfc3207-4.2-lc1': lowercase(
    '(declarative)',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'The completed handshake puts SMTP back to its state right after the greeting, and no second greeting is sent.',
    checked,
  ),
  'rfc3207-4.3-lc1': lowercase(
    '(declarative)',
    ['submission-server'],
    'STARTTLS may be used on the submission port.',
    recorded,
  ),
  'rfc3207-6-1': clause(
    'MUST',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'Both sides have to offer a setting that, for chosen peers, holds back mail unless TLS with an acceptable cipher was negotiated.',
    checked,
  ),
  'rfc3207-6-2': clause(
    'SHOULD',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'A mode that uses TLS whenever the peer can, and does without otherwise, ought to exist too.',
    checked,
  ),
  'rfc3207-6-3': clause(
    'MAY',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'Products are allowed to remember that a peer once used TLS and to warn when it later does not.',
    declared,
  ),
  // The two duties of section 4.2 again, of the server and of the client; the exception stands there.
  'rfc3207-6-4': clause(
    'MUST',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'Whatever either side learned before the handshake has to be thrown away once the handshake is done.',
    sameAs('rfc3207-4.2-1', 'rfc3207-4.2-2'),
  ),
  'rfc3207-6-5': clause(
    'MAY',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'SASL EXTERNAL is allowed after STARTTLS so that a client certificate can supply the authorization identity.',
    recorded,
  ),
  // The decision that section 4.1 demands, seen from the security considerations.
  'rfc3207-6-lc1': lowercase(
    'must',
    ['smtp-server', 'submission-server', 'smtp-client', 'mua'],
    'Both sides have to check whether the TLS result is acceptable to them.',
    sameAs('rfc3207-4.1-1'),
  ),
  'rfc3207-6-lc2': lowercase(
    'should',
    ['smtp-server', 'smtp-client'],
    'The result ought to be looked at with care; too weak a result may end the session.',
    recorded,
  ),
  'rfc3207-6-lc3': lowercase(
    'should',
    ['smtp-client'],
    'After a failure the client may assume that TLS will work later and ought to try again in later sessions until a local time limit.',
    later,
  ),
  'rfc3207-6-lc4': lowercase(
    'should',
    ['smtp-client'],
    'When that limit is reached the mail ought to go back to its sender.',
    later,
  ),
}
