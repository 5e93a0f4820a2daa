import { bug } from '../bug.ts'

/** The same on the submission port. */
export const obeysInjectedLinesOnSubmission = bug({
  name: 'obeys-injected-lines-on-submission',
  violates: ['rfc3207-4.2-1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return { toSession: early }
      }
    },
})
