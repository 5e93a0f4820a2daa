import { bug } from '../bug.ts'

/** EHLO, and no other command, is answered by a loop that does not know of the upgrade. */
export const executesEhloInCleartext = bug({
  name: 'executes-ehlo-in-cleartext',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        const lines = early.toString().split('\r\n')
        if (lines.length === 2 && lines[0]!.startsWith('EHLO')) await this.respond(await this.answer(lines[0]!))
        return {}
      }
    },
})
