import { variant } from '../../bugs/bug.ts'

/** Refuses the command, and drops what followed it. */
export const refusesPipelinedStarttls = variant({
  name: 'refuses-pipelined-starttls',
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        if (this.peer.unreadLength === 0) return super.starttls(parameter)
        this.peer.leftover()
        return '501 5.5.0 Nothing may follow STARTTLS'
      }
    },
})
