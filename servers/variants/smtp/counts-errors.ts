import { variant } from '../../bugs/bug.ts'
import type { Answer } from '../../reference/line-server.ts'

/** RFC 5321, section 3.8, has 421 for a server that closes: after three errors, as chasquid does. */
export const countsErrors = variant({
  name: 'counts-errors',
  endpoint: 'submission',
  setUps: ['default', 'tls-required'],
  patch: (Base) =>
    class extends Base {
      errors = 0
      override async respond(answer: Answer) {
        const isError = typeof answer === 'string' && answer.startsWith('5') && ++this.errors === 3
        return await super.respond(isError ? { say: '421 4.5.0 Too many errors, bye', next: 'close' } : answer)
      }
    },
})
