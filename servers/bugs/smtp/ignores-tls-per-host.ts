import { bug } from '../bug.ts'

/** Section 6: TLS can be required of chosen hosts. */
export const ignoresTlsPerHost = bug({
  name: 'ignores-tls-per-host',
  violates: ['rfc3207-6-1'],
  setUp: 'tls-per-host',
  patch: (Base) =>
    class extends Base {
      override mustStartTls() {
        return false
      }
    },
})
