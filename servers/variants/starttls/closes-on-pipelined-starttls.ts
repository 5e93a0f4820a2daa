import { variant } from '../../bugs/bug.ts'

/** Says so, and closes. */
export const closesOnPipelinedStarttlsOnImap = variant({
  name: 'closes-on-pipelined-starttls-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, parameter: string) {
        if (this.peer.unreadLength === 0) return super.starttls(tag, parameter)
        return { say: '* BYE Nothing may follow STARTTLS', next: 'close' as const }
      }
    },
})

/** The same on POP3. */
export const closesOnPipelinedStlsOnPop3 = variant({
  name: 'closes-on-pipelined-stls-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override stls(parameter: string) {
        if (this.peer.unreadLength === 0) return super.stls(parameter)
        return { say: '-ERR Nothing may follow STLS', next: 'close' as const }
      }
    },
})
