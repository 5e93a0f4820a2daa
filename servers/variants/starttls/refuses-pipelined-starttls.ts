import { variant } from '../../bugs/bug.ts'

/** Refuses the command, and drops what followed it. */
export const refusesPipelinedStarttlsOnImap = variant({
  name: 'refuses-pipelined-starttls-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, parameter: string) {
        if (this.peer.leftover().length === 0) return super.starttls(tag, parameter)
        return `${tag} BAD Nothing may follow STARTTLS`
      }
    },
})

/** The same on POP3. */
export const refusesPipelinedStlsOnPop3 = variant({
  name: 'refuses-pipelined-stls-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override stls(parameter: string) {
        return this.peer.leftover().length === 0 ? super.stls(parameter) : '-ERR Nothing may follow STLS'
      }
    },
})
