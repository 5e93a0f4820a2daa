import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { Pop3Client } from '../../harness/dialogue/pop3-client.ts'
import type { Pop3Capabilities } from '../../harness/dialogue/pop3-reply.ts'
import { Refused } from './refused.ts'
import { Session } from './session.ts'

/** Reads a mailbox (RFC 1939). */
export class Pop3Session extends Session {
  declare dialogue: Pop3Client
  declare offered?: Pop3Capabilities

  override async authenticateOtherwise(user: string): Promise<Answer> {
    return await this.dialogue.userPass({ user, password: this.order.password })
  }

  override async work(): Promise<void> {
    const answer = await this.dialogue.command('STAT')
    if (!answer.accepted) throw new Refused(`The server refuses: "${answer}"`)
    this.tell(`INBOX: ${/^\d+/.exec(answer.text)?.[0] ?? 'unknown'} messages`)
  }
}
