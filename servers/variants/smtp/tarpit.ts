import type { Answer } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'

/** Thinks about each answer. */
export const tarpit = variant({
  name: 'tarpit',
  patch: (Base) =>
    class extends Base {
      override async respond(answer: Answer) {
        await this.peer.pause(3)
        return await super.respond(answer)
      }
    },
})
