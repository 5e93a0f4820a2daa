import { createHmac, randomUUID } from 'node:crypto'
import type { ServerClass } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'
import type { ImapServer } from '../../reference/imap-server.ts'

/** RFC 2195, with or without TLS: a digest instead of the password. */
export const offeringCramMd5 = (Base: ServerClass<ImapServer>) =>
  class extends Base {
    override mechanisms() {
      return [...super.mechanisms(), 'CRAM-MD5']
    }
    override async authenticate(tag: string, argument: string) {
      if (argument !== 'CRAM-MD5') return await super.authenticate(tag, argument)
      const challenge = `<${randomUUID()}@mail.example.org>`
      this.say(`+ ${Buffer.from(challenge).toString('base64')}`)
      const response = await this.peer.line()
      if (response === '*') return `${tag} BAD Cancelled`
      const { user, password } = this.settings.account
      return this.loggedIn(tag, this.rightDigest(response, challenge) ? this.withPassword(user, password) : undefined)
    }
    rightDigest(response: string, challenge: string): boolean {
      const { user, password } = this.settings.account
      const digest = createHmac('md5', password).update(challenge).digest('hex')
      return Buffer.from(response, 'base64').toString() === `${user} ${digest}`
    }
  }

export const offersCramMd5 = variant({
  name: 'offers-cram-md5',
  endpoint: 'imap',
  setUps: ['default', 'tls-required', 'user-barred'],
  patch: offeringCramMd5,
})
