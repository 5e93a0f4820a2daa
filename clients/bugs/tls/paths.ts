import { X509Certificate } from 'node:crypto'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { clientBugFamily, type ClientChange, implicitTlsPlaces, starttlsPlaces } from '../bug.ts'

/** What anybody breaks who takes a path of trust for good that is none: RFC 8314, sections 3.1 to 3.3 and 5.3. */
const onImplicitTls = {
  // a password follows (RFC 4954, section 14; RFC 5034, section 4)
  submissions: ['rfc8314-3.3-1', 'imp-rfc4954-14-1'],
  imaps: ['rfc8314-3.2-1'],
  pop3s: ['rfc8314-3.1-1', 'imp-rfc5034-4-25'],
} as const

/** A verifier that finds no fault in these paths. */
function overlooking(fits: (facts: TlsFacts) => boolean): ClientChange['patch'] {
  return {
    verifier: (Base) =>
      class extends Base {
        override pathProblem(facts: TlsFacts) {
          return fits(facts) ? undefined : super.pathProblem(facts)
        }
      },
  }
}

/** What OpenSSL says of a path. */
const says =
  (code: string, also: (leaf: X509Certificate, issuer?: X509Certificate) => boolean = () => true) =>
  ({ authorizationError, peerCertificate, chain = [] }: TlsFacts) => {
    if (authorizationError !== code || !peerCertificate) return false
    return also(new X509Certificate(peerCertificate), chain[1] && new X509Certificate(chain[1]))
  }

const serverAuth = '1.3.6.1.5.5.7.3.1'
const isForServers = ({ keyUsage }: X509Certificate) => keyUsage.includes(serverAuth)
/** an extension with the enterprise number for examples (RFC 5612) */
const isUnknown = ({ raw }: X509Certificate) => raw.includes(Buffer.from('2b0601040181fd5901', 'hex'))

/** For each rule of RFC 5280, section 6 a client that does not know it. */
const overlooked = {
  'takes-expired-certificates': says('CERT_HAS_EXPIRED'),
  'takes-certificates-too-early': says('CERT_NOT_YET_VALID'),
  'takes-self-signed-certificates': says('DEPTH_ZERO_SELF_SIGNED_CERT'),
  'takes-any-root': says('SELF_SIGNED_CERT_IN_CHAIN'),
  'takes-certificates-without-a-chain': says('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  'looks-at-no-signatures': says('CERT_SIGNATURE_FAILURE'),
  'looks-at-no-basic-constraints': says('INVALID_PURPOSE', (_, issuer) => issuer?.ca === false),
  'looks-at-no-path-length': says('PATH_LENGTH_EXCEEDED'),
  'looks-at-no-name-constraints': says('UNSPECIFIED', (leaf) => !isUnknown(leaf)),
  'looks-at-no-extended-key-usage': says('INVALID_PURPOSE', (leaf) => !isForServers(leaf)),
  'looks-at-no-key-usage': says('INVALID_PURPOSE', (leaf, issuer) => isForServers(leaf) && issuer?.ca !== false),
  'passes-over-critical-extensions': says('UNSPECIFIED', isUnknown),
}

const eachRule = Object.entries(overlooked).flatMap(([name, fits]) =>
  clientBugFamily({ name, places: implicitTlsPlaces, violates: onImplicitTls, patch: overlooking(fits) }),
)

/** RFC 8314, section 5.3: behind STARTTLS paths are validated as well. */
const noneBehindStarttls = clientBugFamily({
  name: 'validates-no-path',
  places: starttlsPlaces,
  violates: {
    submission: ['rfc8314-5.3-1', 'imp-rfc4954-14-1'],
    imap: ['rfc8314-5.3-1'],
    pop3: ['rfc8314-5.3-1', 'imp-rfc5034-4-25'],
  },
  patch: overlooking(() => true),
})

/** RFC 5280, section 6.1: a path may have more than two certificates. */
const noIntermediates = clientBugFamily({
  name: 'takes-no-intermediates',
  places: implicitTlsPlaces,
  violates: { submissions: ['rfc8314-3.3-1'], imaps: ['rfc8314-3.2-1'], pop3s: ['rfc8314-3.1-1'] },
  patch: {
    verifier: (Base) =>
      class extends Base {
        override pathProblem(facts: TlsFacts) {
          return (facts.chain?.length ?? 0) > 2 ? 'it was not issued by a root' : super.pathProblem(facts)
        }
      },
  },
})

export const pathBugs = [...eachRule, ...noneBehindStarttls, ...noIntermediates]
