import type { Declaration } from '../../harness/subject.ts'

const says = (answer: Declaration['answer'], text: string): Declaration => ({
  answer,
  source: `servers/reference: ${text}`,
})

/** What the reference answers where the wire cannot. */
export const declared: Readonly<Record<string, Declaration>> = {
  'rfc3207-6-3': says('no', 'nothing is kept between sessions'),
  'rfc8314-4-2': says('yes', 'there is no other server for users'),
  'rfc8314-4-3': says('yes', 'there is no other server for users'),
  'rfc8314-4.1-1': says('no', 'nothing is phased out: no login without TLS has ever been offered by default'),
  'rfc8314-4.1-2': says('no', 'nothing is phased out: no login without TLS has ever been offered by default'),
  'rfc8314-4.1-5': says('yes', 'the password of its one account has never been sent without TLS'),
  'rfc8314-4.6-lc1': says('yes', 'no change has ever taken a version away but for a newer one'),
  'rfc8314-4-16': says('yes', 'no log of connections or logins is kept, so none lacks the cipher'),
  'rfc8314-4.3-lc3': says('yes', 'the suite is named as OpenSSL knows it by IANA, which leaves none without a name'),
  'rfc8314-8-lc1': says('yes', 'TLS 1.3, which hides client certificates, is taken wherever one is asked for'),
}
