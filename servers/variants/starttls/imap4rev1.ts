import type { ImapServer } from '../../reference/imap-server.ts'
import type { ServerClass } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'

const withoutImap4rev2 = (Base: ServerClass<ImapServer>) =>
  class extends Base {
    override capabilities() {
      return super.capabilities().filter((word) => word !== 'IMAP4rev2')
    }
  }

/** Knows nothing of RFC 9051. */
export const imap4rev1Only = variant({
  name: 'imap4rev1-only',
  endpoint: 'imap',
  patch: withoutImap4rev2,
})

/** RFC 3501 says neither that STARTTLS is listed no more, nor how it is refused inside TLS. */
export const imap4rev1ListsStarttlsForEver = variant({
  name: 'imap4rev1-lists-starttls-for-ever',
  endpoint: 'imap',
  patch: (Base) =>
    class extends withoutImap4rev2(Base) {
      override offersStartTls() {
        return true
      }
    },
})

/** Nor that it is not in the answer to a login. */
export const imap4rev1ListsStarttlsAtLogin = variant({
  name: 'imap4rev1-lists-starttls-at-login',
  endpoint: 'imap',
  patch: (Base) =>
    class extends withoutImap4rev2(Base) {
      override loggedIn(tag: string, user: string | undefined) {
        const answer = super.loggedIn(tag, user) as string
        return answer.replace(' OK ', ' OK [CAPABILITY IMAP4rev1 STARTTLS] ')
      }
    },
})

/** How STARTTLS is refused on the port where TLS comes first. */
export const imap4rev1SaysNoToStarttls = variant({
  name: 'imap4rev1-says-no-to-starttls',
  endpoint: 'imaps',
  patch: (Base) =>
    class extends withoutImap4rev2(Base) {
      override starttls(tag: string) {
        return `${tag} NO TLS is already active`
      }
    },
})
