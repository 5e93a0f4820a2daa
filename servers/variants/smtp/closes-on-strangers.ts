import type { Answer } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'

/** Section 4.1: whoever does not go on may close. */
export const closesOnStrangers = variant({
  name: 'closes-on-strangers',
  setUps: ['certificate-required'],
  patch: (Base) =>
    class extends Base {
      override answer(line: string): Answer | Promise<Answer> {
        return this.tls && !this.secureEnough()
          ? { say: '421 4.7.1 No acceptable certificate', next: 'close' }
          : super.answer(line)
      }
    },
})
