import { type Change, variant } from '../../servers/bugs/bug.ts'
import { named } from './named.ts'

let wasReset = false
const diesOfReset = variant({
  name: 'dies-of-reset',
  patch: (Base) =>
    class extends Base {
      override async serve() {
        await super.serve()
        wasReset ||= this.peer.end === 'rst'
      }
      override ehlo(name: string) {
        return wasReset && this.tls ? '451 4.3.0 Not any more' : super.ehlo(name)
      }
    },
})

const hidesStartTls = variant({
  name: 'hides-starttls',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return false
      }
    },
})

/** For each recording check of RFC 3207 a server on which it sees something else than on the reference. */
export const rfc3207Others: Record<string, Change> = {
  'extensions-after-tls': named('no-extensions-inside-tls'),
  'failed-handshake-abort': diesOfReset,
  'failed-handshake-garbage': named('answers-554-after-failed-handshake'),
  'failed-handshake-version': named('takes-old-tls'),
  'refuses-by-identity': named('refuses-foreign-certificates'),
  'sasl-external': named('offers-no-external'),
  'starttls-before-ehlo': named('refuses-starttls-before-ehlo'),
  'starttls-ends-a-group': named('always-454'),
  'starttls-in-transaction': named('refuses-starttls-in-transaction'),
  'submission-starttls': hidesStartTls,
  'tls-required-others': named('other-refusals-before-tls'),
  'weak-suites': named('takes-anonymous-suites'),
}
