import type { Connecting } from '../../../harness/check.ts'
import type { Capabilities, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { ImapCapabilities } from '../../../harness/dialogue/imap-response.ts'
import { Pop3Client } from '../../../harness/dialogue/pop3-client.ts'
import { Inconclusive } from '../../../harness/verdict.ts'
import { cleartextLogins, perhapsAtOnce } from '../accounts/cleartext-logins.ts'

/** Whether a login with a password is listed: by a mechanism, by USER, or by not disabling LOGIN. */
export function passwordsListed(dialogue: Dialogue, capabilities: Capabilities): boolean {
  if (capabilities.mechanisms.some((name) => name === 'PLAIN' || name === 'LOGIN')) return true
  if (capabilities instanceof ImapCapabilities) return !capabilities.includes('LOGINDISABLED')
  if (dialogue instanceof Pop3Client) return capabilities.listed.some((line) => /^USER\b/i.test(line))
  return false
}

/** How a password can be sent without TLS, as far as shows before one is sent. */
export async function cleartextPasswords(server: Connecting): Promise<string[]> {
  const means = await cleartextLogins(server)
  const names = means.map(({ name }) => name)
  const refused = names.length === 0 && !server.implicitTls ? await perhapsAtOnce(server) : undefined
  if (refused !== undefined) {
    const untried = 'a response sent at once was not tried'
    throw new Inconclusive('acceptance-unknown', `${server.name} answers PLAIN without TLS by "${refused}": ${untried}`)
  }
  const usersOnly = names.length === 1 && names[0] === 'USER and PASS'
  if (!usersOnly) return names
  // many servers take any USER, and refuse PASS: only what CAPA lists is offered
  const dialogue = await server.connect()
  const capabilities = await dialogue.capabilities()
  dialogue.close()
  if (capabilities.listed.length > 0) return passwordsListed(dialogue, capabilities) ? names : []
  throw new Inconclusive(
    'capabilities-missing',
    `${server.name} takes USER without TLS, and lists nothing: PASS was not tried`,
  )
}
