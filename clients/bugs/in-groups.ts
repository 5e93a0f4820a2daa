import type { SessionClass } from '../reference/classes.ts'
import type { SmtpSession } from '../reference/smtp-session.ts'

/** Sends what stands before a message in one piece, where PIPELINING is listed (RFC 2920, section 3.1). */
export const inGroups = (Base: SessionClass<SmtpSession>) =>
  class extends Base {
    mayPipeline(): boolean {
      return this.offered?.includes('PIPELINING') === true
    }
    override async begin(commands: readonly string[]) {
      if (!this.mayPipeline()) return await super.begin(commands)
      this.dialogue.send(commands.map((command) => `${command}\r\n`).join(''))
      for (const _ of commands) this.took(await this.dialogue.reply())
    }
  }
