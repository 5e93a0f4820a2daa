import { variant } from '../../bugs/bug.ts'

/** Resets the connection behind the go-ahead. */
export const resetsOnPipelinedStarttls = variant({
  name: 'resets-on-pipelined-starttls',
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        if (early.length > 0) this.peer.reset()
        return {}
      }
    },
})
