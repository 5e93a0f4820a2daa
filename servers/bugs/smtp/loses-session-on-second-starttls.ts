import { bug } from '../bug.ts'

/** Who knows that TLS is active has no reason to end the session. */
export const losesSessionOnSecondStarttls = bug({
  name: 'loses-session-on-second-starttls',
  violates: ['rfc3207-4.2-5'],
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.tls ? { say: '503 5.5.1 TLS is already active', next: 'close' as const } : super.starttls(parameter)
      }
    },
})
