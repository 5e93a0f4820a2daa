import { type Change, variant } from '../../servers/bugs/bug.ts'
import { named } from './named.ts'

let wasReset = false
const diesOfReset = variant({
  name: 'dies-of-reset-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override async serve() {
        await super.serve()
        wasReset ||= this.peer.end === 'rst'
      }
      override capabilities() {
        return wasReset && this.tls ? [] : super.capabilities()
      }
    },
})

const mindsWhatComesBefore = variant({
  name: 'minds-what-comes-before-starttls',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override async answer(line: string) {
        // the first command, and the one that ends a group of ours
        return /^(T1|m1) starttls$/i.test(line) ? `${line.slice(0, 2)} NO Not like that` : await super.answer(line)
      }
    },
})

let securedAt = 0
const oneTlsFlagForAll = variant({
  name: 'one-tls-flag-for-all-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      said = performance.now()
      override async startTls(goAhead: string) {
        securedAt = performance.now()
        return await super.startTls(goAhead)
      }
      override offersStartTls() {
        return super.offersStartTls() && this.said > securedAt
      }
    },
})

/** For each recording check of this group, by its id, a server on which it sees something else than on the reference. */
export const rfc2595Others: Record<string, Change> = {
  'rfc2595/server/capabilities-after-tls': named('lists-starttls-inside-tls-on-imap'),
  'rfc2595/server/failed-handshake-abort': diesOfReset,
  'rfc2595/server/failed-handshake-garbage': named('goes-on-after-failed-handshake-on-imap'),
  'rfc2595/server/failed-handshake-version': named('goes-on-after-failed-handshake-on-pop3'),
  'rfc2595/server/first-words-inside-tls': named('greets-twice'),
  'rfc2595/server/second-starttls': named('tls-inside-tls-on-pop3'),
  'rfc2595/server/starttls-ends-a-group': mindsWhatComesBefore,
  'rfc2595/server/starttls-first': mindsWhatComesBefore,
  'rfc2595/server/starttls-lower-case': mindsWhatComesBefore,
  'rfc2595/server/starttls-parameter': named('takes-parameter-on-pop3'),
  'rfc2595/server/stls-hidden-inside-tls': named('lists-starttls-inside-tls'),
  'rfc2595/server/tls-state-per-connection': oneTlsFlagForAll,
  'rfc2595/server/user-before-stls': named('keeps-user-over-stls'),
}
