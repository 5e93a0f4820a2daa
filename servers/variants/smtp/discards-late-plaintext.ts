import { variant } from '../../bugs/bug.ts'

/** Drops whatever stands before the ClientHello. */
export const discardsLatePlaintext = variant({
  name: 'discards-late-plaintext',
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        void early
        await this.peer.plaintextBeforeTls()
        return {}
      }
    },
})
