import { bug } from '../bug.ts'

/** What was read in cleartext is run inside TLS: CVE-2011-0411. */
export const obeysInjectedLines = bug({
  name: 'obeys-injected-lines',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return { toSession: early }
      }
    },
})
