import { createHash } from 'node:crypto'
import { variant } from '../../bugs/bug.ts'
import type { Answer, ServerClass } from '../../reference/line-server.ts'
import type { Pop3Server } from '../../reference/pop3-server.ts'

const timestamp = '<1.2@mail.example.org>'

/** RFC 1939, section 7: a digest instead of the password. */
export const offeringApop = (Base: ServerClass<Pop3Server>) =>
  class extends Base {
    override greeting() {
      return `${super.greeting()} ${timestamp}`
    }
    override async run(command: string, argument: string): Promise<Answer> {
      const [user = '', digest = ''] = argument.split(' ')
      return command === 'APOP' ? this.apop(user, digest) : await super.run(command, argument)
    }
    apop(user: string, digest: string): Answer {
      const { password } = this.settings.account
      return this.loggedIn(digest === this.digestOf(password) ? this.withPassword(user, password) : undefined)
    }
    digestOf(password: string): string {
      return createHash('md5').update(`${timestamp}${password}`).digest('hex')
    }
  }

/** Whoever is barred is refused with APOP, too. */
export const offersApop = variant({
  name: 'offers-apop',
  endpoint: 'pop3',
  setUps: ['default', 'user-barred'],
  patch: offeringApop,
})
