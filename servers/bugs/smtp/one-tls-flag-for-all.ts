import { bug } from '../bug.ts'

let securedAt = 0

/** Section 4.2: whether TLS is active is a matter of each connection. */
export const oneTlsFlagForAll = bug({
  name: 'one-tls-flag-for-all',
  violates: ['rfc3207-4.2-5'],
  patch: (Base) =>
    class extends Base {
      said?: number
      override async startTls(goAhead: string) {
        securedAt = performance.now()
        return await super.startTls(goAhead)
      }
      override ehlo(name: string) {
        this.said ??= performance.now()
        return super.ehlo(name)
      }
      override offersStartTls() {
        return super.offersStartTls() && (this.said ?? 0) > securedAt
      }
    },
})
