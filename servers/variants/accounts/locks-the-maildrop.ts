import type { Peer } from '../../../harness/peer.ts'
import type { ServerClass } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'
import type { Pop3Server } from '../../reference/pop3-server.ts'

/** RFC 1939, section 4, has the maildrop locked for each session; RFC 2449, section 8.1.2, tells whoever finds it so. */
const locking = (refusal: string) => (Base: ServerClass<Pop3Server>) => {
  let holder: Peer | undefined
  return class extends Base {
    override loggedIn(user: string | undefined) {
      if (user !== undefined && holder) return `-ERR ${refusal}`
      if (user !== undefined) holder = this.peer
      return super.loggedIn(user)
    }
    override async serve() {
      await super.serve()
      if (holder === this.peer) holder = undefined
    }
  }
}

export const locksTheMaildrop = variant({
  name: 'locks-the-maildrop',
  endpoint: 'pop3',
  setUps: ['default', 'cleartext-auth', 'user-barred'],
  patch: locking('[IN-USE] Mailbox in use'),
})
export const locksTheMaildropInWords = variant({
  name: 'locks-the-maildrop-in-words',
  endpoint: 'pop3',
  setUps: ['default', 'cleartext-auth', 'user-barred'],
  patch: locking('maildrop already locked'),
})
export const locksTheMaildropOnPop3s = variant({
  name: 'locks-the-maildrop-on-pop3s',
  endpoint: 'pop3s',
  setUps: ['default', 'client-certificates'],
  patch: locking('[IN-USE] Mailbox in use'),
})
