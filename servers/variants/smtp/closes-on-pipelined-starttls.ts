import type { Answer } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'

/** Closes the connection with FIN. */
export const closesOnPipelinedStarttls = variant({
  name: 'closes-on-pipelined-starttls',
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string): Answer | Promise<Answer> {
        return this.peer.unreadLength === 0 ? super.starttls(parameter) : { say: '421 4.7.0 Closing', next: 'close' }
      }
    },
})
