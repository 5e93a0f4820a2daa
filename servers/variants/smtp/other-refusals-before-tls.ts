import { variant } from '../../bugs/bug.ts'

/** Other rules have codes of their own: RFC 4954, the order of commands, VRFY that never tells. */
export const otherRefusalsBeforeTls = variant({
  name: 'other-refusals-before-tls',
  setUps: ['tls-required'],
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        const refusal = super.policy(command)
        const others: Record<string, string> = {
          AUTH: '538 5.7.11 Encryption required',
          RCPT: '503 5.5.1 Send MAIL first',
          DATA: '503 5.5.1 Send RCPT first',
          VRFY: '252 2.0.0 Cannot VRFY',
          HELO: '250 example.org',
          RSET: '250 2.0.0 OK',
        }
        return refusal && !this.tls ? (others[command] ?? refusal) : refusal
      }
    },
})
