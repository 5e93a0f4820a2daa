import type { SmtpContext } from '../../../harness/check.ts'
import { base64 } from '../../../harness/dialogue/dialogue.ts'
import { recipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'
import { endOfSession } from '../../end-of-session.ts'

export const tlsRequired530 = check({
  id: 'rfc3207/server/tls-required-530',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-2'],
  setUp: 'tls-required',
  purpose: 'where TLS is required, commands before it are refused with 530',
  async run(context) {
    const { connect, expect, seen } = context
    const greeter = await connect()
    const { mechanisms } = await greeter.ehlo()
    greeter.close()
    const codes: Record<string, number> = {}
    for (const [name, { line, alsoFine, helo }] of Object.entries(commands(context, mechanisms))) {
      const smtp = await connect()
      const hello = await (helo ? smtp.command(`HELO ${smtp.name}`).catch(endOfSession) : smtp.ehlo())
      // whoever closes on HELO serves nothing behind it
      if (!hello) continue
      const reply = await smtp.command(line)
      codes[name] = reply.code
      expect([530, ...alsoFine].includes(reply.code), `${name} before TLS draws "${reply}" instead of 530`)
      smtp.peer.close()
    }
    seen('refused', codes)
  },
})

interface Command {
  line: string
  /** codes besides 530 */
  alsoFine: readonly number[]
  /** behind HELO instead of EHLO */
  helo?: true
}

/**
 * What is refused before TLS. Besides 530 is fine what other rules ask for: RFC 4954, section 6; the order of commands; VRFY
 * that never tells; and a command or mechanism that is not there, which is like an unknown one (docs/interpretations.md).
 */
function commands(context: SmtpContext, mechanisms: readonly string[]): Record<string, Command> {
  const auth = (mechanism: string) => (mechanisms.includes(mechanism) ? [538] : [538, 500, 502, 503, 504])
  return {
    MAIL: { line: `MAIL FROM:<${sender(context)}>`, alsoFine: [] },
    // verbs are the same in any case (RFC 5321, section 2.4); a server that does not know them so refuses, too
    mail: { line: `mail from:<${sender(context)}>`, alsoFine: [500, 502] },
    RCPT: { line: `RCPT TO:<${recipient(context)}>`, alsoFine: [503] },
    // RFC 5321, section 3.3: both are for DATA without recipients
    DATA: { line: 'DATA', alsoFine: [503, 554] },
    VRFY: { line: 'VRFY postmaster', alsoFine: [252, 500, 502] },
    AUTH: { line: 'AUTH PLAIN', alsoFine: auth('PLAIN') },
    'AUTH LOGIN': { line: 'AUTH LOGIN', alsoFine: auth('LOGIN') },
    // names nobody and holds no password (RFC 4616): no login, whoever takes it
    'AUTH PLAIN with a response': { line: `AUTH PLAIN ${base64('mailtls')}`, alsoFine: auth('PLAIN') },
    // where HELO is refused, too, its absence may be what is missed
    'MAIL behind HELO': { line: `MAIL FROM:<${sender(context)}>`, alsoFine: [503], helo: true },
  }
}
