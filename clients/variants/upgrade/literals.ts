import { clientVariant } from '../../bugs/bug.ts'

/** RFC 9051, section 4.3: a string may be a literal. */
export const logsInWithLiterals = clientVariant({
  name: 'logs-in-with-literals',
  place: 'imap',
  patch: {
    imap: (Base) =>
      class extends Base {
        override mechanism() {
          // where LOGIN is disabled SASL is left
          return this.offered?.includes('LOGINDISABLED') ? super.mechanism() : undefined
        }
        override async authenticateOtherwise(user: string) {
          if (this.offered?.includes('LOGINDISABLED')) return await super.authenticateOtherwise(user)
          const { password } = this.order
          let answer = await this.dialogue.command(`LOGIN {${user.length}}`)
          for (const rest of [`${user} {${password.length}}`, password]) {
            if (answer.challenge === undefined) break
            answer = await this.dialogue.respond(rest)
          }
          return answer
        }
      },
  },
})
