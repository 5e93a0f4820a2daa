import { createHash } from 'node:crypto'
import type { ServerClass } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'
import type { ImapServer } from '../../reference/imap-server.ts'
import { isRefusedLogin } from './failed-logins.ts'

/** Says of every user who is refused what is made of the name. */
const quoting = (made: (user: string) => string) => (Base: ServerClass<ImapServer>) =>
  class extends Base {
    named = ''
    override withPassword(user: string, password: string) {
      this.named = user
      return super.withPassword(user, password)
    }
    override say(text: string) {
      super.say(isRefusedLogin(text) ? `${text} ${made(this.named)}` : text)
    }
  }

/** RFC 3501, section 11.2, is about whether the name is known, which this does not tell. */
export const quotesUsersInCapitals = variant({
  name: 'quotes-users-in-capitals',
  endpoint: 'imap',
  patch: quoting((user) => `<${user}@example.org>`.toUpperCase()),
})

/** The same of a ticket that is made of the name. */
export const quotesHashesOfUsers = variant({
  name: 'quotes-hashes-of-users',
  endpoint: 'imap',
  patch: quoting((user) => createHash('md5').update(user).digest('hex')),
})
