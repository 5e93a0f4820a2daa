import { bug } from '../bug.ts'

/** All that was read is run before the handshake begins. */
export const executesLinesInCleartext = bug({
  name: 'executes-lines-in-cleartext',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        for (const line of early.toString().split('\r\n').slice(0, -1)) await this.respond(await this.answer(line))
        return {}
      }
    },
})
