import { utf8 } from '../../harness/dialogue/dialogue.ts'
import type { SmtpClient } from '../../harness/dialogue/smtp-client.ts'
import type { EhloReply, SmtpReply } from '../../harness/dialogue/smtp-reply.ts'
import type { Order } from './order.ts'
import { Refused } from './refused.ts'
import { Session } from './session.ts'

/** Submits a message, or relays it (RFC 5321, RFC 6409). */
export class SmtpSession extends Session {
  declare dialogue: SmtpClient
  declare offered?: EhloReply

  /** EHLO; where TLS may be missing, HELO does, too (RFC 5321, section 3.2). */
  override async discover(): Promise<void> {
    this.offered = await this.dialogue.tryEhlo()
    if (this.offered.accepted) return
    if (this.requiresTls()) throw new Refused(`EHLO was refused: "${this.offered}"`)
    this.took(await this.dialogue.command(`HELO ${this.dialogue.name}`))
  }

  override async work(): Promise<void> {
    const { mail } = this.order
    if (!mail) return
    await this.begin(this.envelope(mail))
    this.took(await this.dialogue.data(utf8(mail.message).replace(/\r\n$/, '')))
  }

  /** What stands before the message. */
  envelope({ from, to, message }: NonNullable<Order['mail']>): string[] {
    return [`MAIL FROM:<${from}>${this.mailParameters(message)}`, `RCPT TO:<${to}>`]
  }

  /** Sends commands one after the other; throws Refused where one of them is. */
  async begin(commands: readonly string[]): Promise<void> {
    for (const command of commands) this.took(await this.dialogue.command(command))
  }

  /** As far as the extensions are listed (RFC 1870, RFC 6152). */
  mailParameters(message: string): string {
    const size = Buffer.byteLength(message)
    const limit = Number(this.offered?.parameters('SIZE')[0] ?? 0)
    if (limit > 0 && size > limit) throw new Refused(`The message has ${size} bytes, the server takes ${limit}`)
    const parameters = { SIZE: ` SIZE=${size}`, '8BITMIME': ' BODY=8BITMIME' }
    return Object.entries(parameters)
      .filter(([extension]) => this.offered?.includes(extension))
      .map(([, parameter]) => parameter)
      .join('')
  }

  took(reply: SmtpReply): void {
    if (!reply.accepted) throw new Refused(`The server refuses: "${reply}"`)
  }
}
