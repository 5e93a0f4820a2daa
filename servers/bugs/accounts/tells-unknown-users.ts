import { bug } from '../bug.ts'

/** RFC 3501, section 11.2: why the credentials are wrong is not to be told. */
export const tellsUnknownUsers = bug({
  name: 'tells-unknown-users',
  violates: ['imp-rfc3501-11.2-1'],
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      unknown = false
      override withPassword(user: string, password: string) {
        this.unknown = user !== this.settings.account.user
        return super.withPassword(user, password)
      }
      override loggedIn(tag: string, user?: string) {
        return this.unknown ? `${tag} NO No such user` : super.loggedIn(tag, user)
      }
    },
})
