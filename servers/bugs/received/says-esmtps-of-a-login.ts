import { bug } from '../bug.ts'

/** RFC 4954, section 7: with a login it is ESMTPSA. */
export const saysEsmtpsOfALogin = bug({
  name: 'says-esmtps-of-a-login',
  violates: ['imp-rfc4954-7-2'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override protocolName() {
        return super.protocolName().replace('SA', 'S')
      }
    },
})
