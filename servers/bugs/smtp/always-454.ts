import { bug } from '../bug.ts'

/** Section 3: STARTTLS is listed where TLS can be negotiated now. */
export const always454 = bug({
  name: 'always-454',
  violates: ['rfc3207-3-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override starttls(_parameter: string) {
        return '454 4.7.0 TLS not available'
      }
    },
})
