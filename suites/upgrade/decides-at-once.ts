import { actionsAmong, listed } from '../visit/commands.ts'
import type { Encounter } from '../visit/encounter.ts'
import { nothingRight } from './nothing-right.ts'

/**
 * Passes where nothing follows a handshake with a certificate that cannot be taken. SMTP wants the decision at once, so
 * that not even EHLO may follow (RFC 3207, section 4.1); RFC 2595, section 2.5 asks for a look at the result.
 */
export async function decidesAtOnce({ meets, role, language, expect, notApplicable, seen }: Encounter): Promise<void> {
  const { inside, sessions } = await meets({ certificate: nothingRight })
  const actions = actionsAmong(inside, language)
  if (role === 'smtp-client' && actions.length > 0) {
    notApplicable('its policy takes any certificate: there is nothing to decide')
  }
  const others = language === 'smtp' ? inside.filter(({ verb }) => verb !== 'QUIT') : actions
  expect(others.length === 0, `after a handshake with a certificate that is not valid it goes on: ${listed(others)}`)
  if (!sessions.some(({ tls }) => tls)) seen('gives up in the handshake')
  else seen(inside.length > 0 ? 'says goodbye' : 'closes')
}
