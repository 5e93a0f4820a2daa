import type { Answer } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'

/** Takes a second STARTTLS, and means it. */
export const tlsInsideTls = variant({
  name: 'tls-inside-tls',
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string): Answer | Promise<Answer> {
        return this.tls && parameter === ''
          ? { say: '220 2.0.0 Once more', next: 'start-tls' }
          : super.starttls(parameter)
      }
    },
})
