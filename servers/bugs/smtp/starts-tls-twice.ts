import { bug } from '../bug.ts'

/** The go-ahead inside TLS shows that the server does not know of it; then nothing works. */
export const startsTlsTwice = bug({
  name: 'starts-tls-twice',
  violates: ['rfc3207-4.2-5'],
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.tls ? { say: '220 2.0.0 Ready to start TLS', next: 'close' as const } : super.starttls(parameter)
      }
    },
})
