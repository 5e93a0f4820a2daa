import { X509Certificate } from 'node:crypto'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { clientVariantFamily, implicitTlsPlaces, starttlsPlaces } from '../../bugs/bug.ts'
import type { PresentedNames } from '../../reference/presented-names.ts'
import { Refused } from '../../reference/refused.ts'

/** RFC 7817, section 3, item 4: a common name may be used, and need not. */
export const readsNoCommonNames = clientVariantFamily({
  name: 'reads-no-common-names',
  places: starttlsPlaces,
  patch: {
    verifier: (Base) =>
      class extends Base {
        override dnsIdsOf({ dns }: PresentedNames) {
          return dns
        }
      },
  },
})

/** RFC 7817, section 3, item 5: neither need wildcards. */
export const matchesNoWildcards = clientVariantFamily({
  name: 'matches-no-wildcards',
  places: starttlsPlaces,
  patch: {
    verifier: (Base) =>
      class extends Base {
        override matchesLabel(presented: string, label: string) {
          return presented === label
        }
      },
  },
})

/** RFC 8314, section 5.3: nobody has to use DANE. */
export const usesNoDane = clientVariantFamily({
  name: 'uses-no-dane',
  places: implicitTlsPlaces,
  patch: {
    directory: (Base) =>
      class extends Base {
        override async tlsa() {
          return undefined
        }
      },
  },
})

/** RFC 6125, section 6.6.4 wants a bad certificate to end the attempt: there are clients that say nothing any more. */
export const hangsUpOnABadCertificate = clientVariantFamily({
  name: 'hangs-up-on-a-bad-certificate',
  places: implicitTlsPlaces,
  patch: (Base) =>
    class extends Base {
      override acceptable(facts: TlsFacts) {
        if (super.acceptable(facts)) return true
        this.peer.reset()
        throw new Refused(`Bad certificate: ${this.problem}`)
      }
    },
})

/** RFC 9325, section 4.5 leaves short keys to clients. */
export const takesWeakSignatures = clientVariantFamily({
  name: 'takes-weak-signatures',
  places: implicitTlsPlaces,
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return { ...usual, ciphers: `${usual.ciphers}:@SECLEVEL=0` }
      }
    },
})

/** RFC 9325, section 4.5 lets clients ask for longer RSA keys. */
export const wantsNoShortKeys = clientVariantFamily({
  name: 'wants-2048-bits',
  places: starttlsPlaces,
  patch: {
    verifier: (Base) =>
      class extends Base {
        override pathProblem(facts: TlsFacts) {
          const { modulusLength = 2048 } =
            new X509Certificate(facts.peerCertificate!).publicKey.asymmetricKeyDetails ?? {}
          return modulusLength < 2048 ? 'its key is too short' : super.pathProblem(facts)
        }
      },
  },
})

/** RFC 6125, section 6.6.4: the user is told in words, whatever the exit code. */
export const tellsOfAWrongNameInWords = clientVariantFamily({
  name: 'tells-of-a-wrong-name-in-words',
  places: ['submissions', 'imap'],
  patch: (Base) =>
    class extends Base {
      override async run() {
        await super.run().catch((error: unknown) => {
          if (!this.problem?.startsWith('it does not name')) throw error
          this.tell(`Nothing was done: ${this.problem}`)
        })
      }
    },
})
