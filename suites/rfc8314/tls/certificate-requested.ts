import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { Dialogue } from '../../../harness/dialogue/dialogue.ts'
import type { Context } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { sender } from '../../mail.ts'
import { tlsRoles } from './roles.ts'

export const certificateRequested = check({
  id: 'rfc8314/server/certificate-requested',
  roles: tlsRoles,
  ports: 'implicit-tls',
  decides: ['rfc8314-4.2-2'],
  purpose: 'a client certificate is asked for only where there are some that the server takes',
  async run(context) {
    const { connect, clientCertificate, expect, inconclusive, seen } = context
    const stranger = await connect()
    if (!stranger.peer.tls!.certificateRequested) return seen('not requested')
    const certified = await connect(clientCertificate())
    const way = await wayIn(certified)
    seen(way ? `requested: ${way}` : 'requested')
    if (way) return
    if (certified instanceof SmtpClient && stranger instanceof SmtpClient) {
      // it may stand for a login without a word of SASL
      const taken = await takesMail(certified, context)
      if (taken && !(await takesMail(stranger, context))) return seen('requested: MAIL')
      if (taken)
        inconclusive('no-difference', 'MAIL is taken with and without a certificate, and EXTERNAL is not offered')
    }
    expect(false, 'a client certificate is asked for, and the one that was given gets nobody in')
  },
})

/** How a client gets in by its certificate. */
export async function wayIn(dialogue: Dialogue): Promise<'PREAUTH' | 'EXTERNAL' | undefined> {
  if (dialogue instanceof ImapClient && dialogue.greeting.status === 'PREAUTH') return 'PREAUTH'
  if (!(await dialogue.capabilities()).mechanisms.includes('EXTERNAL')) return undefined
  // "=" is an empty response: act as whom the certificate says (RFC 4422, appendix A)
  const answer = await dialogue.sasl('EXTERNAL', '=')
  const done = answer.challenge === undefined ? answer : await dialogue.respond('*')
  return done.accepted ? 'EXTERNAL' : undefined
}

async function takesMail(smtp: SmtpClient, context: Context): Promise<boolean> {
  await smtp.ehlo()
  return (await smtp.command(`MAIL FROM:<${sender(context)}>`)).accepted
}
