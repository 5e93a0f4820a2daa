import type { Declaration } from '../../harness/subject.ts'

const says = (answer: Declaration['answer'], text: string): Declaration => ({
  answer,
  source: `clients/reference: ${text}`,
})

/** What the reference client answers where the wire cannot. */
export const declared: Readonly<Record<string, Declaration>> = {
  'rfc3207-6-3': says('no', 'whether a relay’s host once had TLS is not kept'),
  'rfc3207-6-lc4': says(
    'yes',
    'there is no queue: a message that cannot be sent is given back at once, with the reason',
  ),
  'rfc8314-5-5': says('no', 'the minimum is that of RFC 8997'),
  'rfc8314-5.1-lc1': says('yes', 'the warning says that others may read passwords and messages'),
  'rfc8314-5.2-8': says('yes', 'no question leads on where the minimum is not met: only another launch does'),
  'rfc8314-8-lc1': says('yes', 'TLS 1.3, which hides client certificates, is offered whenever one may be shown'),
}
