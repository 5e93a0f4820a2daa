import { bug } from '../bug.ts'

/** RFC 2595, section 3.2: a server with STARTTLS supports LOGINDISABLED without TLS. */
export const hidesLogindisabled = bug({
  name: 'hides-logindisabled',
  violates: ['imp-rfc2595-3.2-2'],
  setUp: 'tls-required',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().filter((capability) => capability !== 'LOGINDISABLED')
      }
    },
})

/** The same section: where it is listed, any LOGIN draws NO. */
export const listsLogindisabledInsideTls = bug({
  name: 'lists-logindisabled-inside-tls',
  violates: ['imp-rfc2595-3.2-2'],
  setUp: 'tls-required',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return [...super.capabilities(), ...(this.tls ? ['LOGINDISABLED'] : [])]
      }
    },
})
