import { type Change, variant } from '../../servers/bugs/bug.ts'
import { named } from './named.ts'

const asksForNoCertificate = variant({
  name: 'asks-for-no-certificate',
  endpoint: 'submissions',
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), requestCert: false }
      }
    },
})

let logins = 0
const barsTheHasty = variant({
  name: 'bars-the-hasty',
  endpoint: 'pop3s',
  patch: (Base) =>
    class extends Base {
      override async serve() {
        // the look around before all checks, and the check's own first session
        if (logins === 2) return this.peer.reset()
        await super.serve()
        if (this.user !== undefined) logins++
      }
    },
})

/** For each recording check of this group, by the end of its id, a server on which it sees something else than on the reference. */
export const tlsOthers: Record<string, Change> = {
  'certificate-authentication': asksForNoCertificate,
  'hasty-close': barsTheHasty,
  'tls-only-port': named('tls-1-3-only-on-submissions'),
  versions: named('tls-1-2-only-on-imaps'),
}
