import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { ImapClient } from '../../harness/dialogue/imap-client.ts'
import type { ImapCapabilities } from '../../harness/dialogue/imap-response.ts'
import { Refused } from './refused.ts'
import { Session } from './session.ts'

/** Reads a mailbox (RFC 9051, RFC 3501). */
export class ImapSession extends Session {
  declare dialogue: ImapClient
  declare offered?: ImapCapabilities

  /** the server says that the login is settled already */
  get preauthenticated(): boolean {
    return this.dialogue.greeting.status === 'PREAUTH'
  }

  /** PREAUTH in cleartext rules STARTTLS out (RFC 9051, section 7.1.4). */
  override async greet(): Promise<void> {
    await super.greet()
    if (this.preauthenticated && !this.tls) this.withoutTls('the server greets with PREAUTH')
  }

  override offersTls(): boolean {
    return !this.preauthenticated && super.offersTls()
  }

  override async logIn(): Promise<void> {
    if (!this.preauthenticated) await super.logIn()
  }

  /** Not where LOGINDISABLED is listed (RFC 9051, section 6.2.3). */
  override async authenticateOtherwise(user: string): Promise<Answer> {
    if (this.offered?.includes('LOGINDISABLED')) throw new Refused('The server has no way to log in now: LOGINDISABLED')
    return await this.dialogue.login({ user, password: this.order.password })
  }

  override async work(): Promise<void> {
    const answer = await this.dialogue.command('SELECT INBOX')
    if (!answer.accepted) throw new Refused(`The server refuses: "${answer}"`)
    const [messages] = answer.untagged.flatMap((text) => /^(\d+) EXISTS/i.exec(text)?.[1] ?? [])
    this.tell(`INBOX: ${messages ?? 'unknown'} messages`)
  }
}
