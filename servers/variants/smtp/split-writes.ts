import { variant } from '../../bugs/bug.ts'

/** TCP cuts replies where it likes. */
export const splitWrites = variant({
  name: 'split-writes',
  setUps: ['default', 'tls-required'],
  patch: (Base) =>
    class extends Base {
      override say(text: string) {
        for (const line of `${text.replaceAll('\n', '\r\n')}\r\n`.match(/.{1,7}|[\r\n]+/g) ?? []) this.peer.send(line)
      }
    },
})
