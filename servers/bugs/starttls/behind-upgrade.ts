import type { Bug } from '../bug.ts'
import { bugFamily, type CommonPatch } from '../family.ts'

const endpoints = ['imap', 'pop3'] as const

/** Plaintext behind STARTTLS is taken as the handshake or thrown away (RFC 9051, section 6.2.1; RFC 2595, section 4). */
export const plaintextClauses = { imap: ['imp-rfc9051-6.2.1-3'], pop3: ['imp-rfc2595-4-d2'] }

/** Nobody is logged in when TLS begins (RFC 3501, section 6.2.1; RFC 2595, section 4). */
export const stateClauses = { imap: ['imp-rfc3501-6.2.1-d1'], pop3: ['imp-rfc2595-4-d1'] }

/** A fault of the SMTP server in what all languages share, here on IMAP and POP3. */
export function onMailAccess(
  { name, setUp, patches }: Bug,
  violates: Readonly<Record<'imap' | 'pop3', readonly string[]>> = plaintextClauses,
): Bug[] {
  return bugFamily({ name, endpoints, violates, setUp, patch: patches.smtp as unknown as CommonPatch })
}

/** One command, and no other, is answered by a loop that does not know of the upgrade. */
function executesInCleartext(name: string, endpoint: 'imap' | 'pop3', command: RegExp): Bug[] {
  return bugFamily({
    name,
    endpoints: [endpoint],
    violates: plaintextClauses,
    patch: (Base) =>
      class extends Base {
        override async plaintext(early: Buffer) {
          const lines = early.toString().split('\r\n')
          if (lines.length === 2 && command.test(lines[0]!)) await this.respond(await this.answer(lines[0]!))
          return {}
        }
      },
  })
}

export const executesOneCommandInCleartext: readonly Bug[] = [
  ...executesInCleartext('executes-capability-in-cleartext', 'imap', / CAPABILITY$/),
  ...executesInCleartext('executes-quit-in-cleartext', 'pop3', /^QUIT$/),
]
