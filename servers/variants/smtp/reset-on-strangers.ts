import { variant } from '../../bugs/bug.ts'

/** Section 4.1: whoever does not go on may close, without a word. */
export const resetOnStrangers = variant({
  name: 'reset-on-strangers',
  setUps: ['certificate-required'],
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const goesOn = await super.startTls(goAhead)
        if (goesOn && this.tls && !this.secureEnough()) this.peer.reset()
        return goesOn
      }
    },
})
