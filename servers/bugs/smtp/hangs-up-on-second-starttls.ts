import { bug } from '../bug.ts'

/** A command that comes at the wrong time has an answer. */
export const hangsUpOnSecondStarttls = bug({
  name: 'hangs-up-on-second-starttls',
  violates: ['rfc3207-4.2-5'],
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.tls ? { say: '', next: 'close' as const } : super.starttls(parameter)
      }
    },
})
