import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { Context } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { sender } from '../../mail.ts'
import { getsIn, isPreauthenticated } from '../accounts/external.ts'
import { tlsRoles } from './roles.ts'

export const certificateRequested = check({
  id: 'rfc8314/server/certificate-requested',
  roles: tlsRoles,
  ports: 'implicit-tls',
  decides: ['rfc8314-4.2-2'],
  purpose: 'a client certificate is asked for only where there are some that the server takes',
  async run(context) {
    const { connect, clientCertificate, acceptanceKnown, expect, inconclusive, seen } = context
    const stranger = await connect()
    if (!stranger.peer.tls!.certificateRequested) return seen('not requested')
    const way = await wayIn(context)
    seen(way ? `requested: ${way}` : 'requested')
    if (way === 'PREAUTH' || way === 'EXTERNAL') return
    const certified = await connect(clientCertificate())
    if (certified instanceof SmtpClient && stranger instanceof SmtpClient) {
      // it may stand for a login without a word of SASL
      const taken = await takesMail(certified, context)
      if (taken && !(await takesMail(stranger, context))) return seen('requested: MAIL')
      if (taken)
        inconclusive('no-difference', 'MAIL is taken with and without a certificate, and EXTERNAL does not work')
    }
    // what is listed is likely to be configured: the certificate may stand for an account that we do not know
    const advice = 'EXTERNAL is listed, and refused: is the certificate mapped to an account?'
    if (way) inconclusive('certificate-without-effect', advice)
    expect(!acceptanceKnown, 'a client certificate is asked for, and the one that was given gets nobody in')
    // it may have an authority of its own, whose certificates do
    const found = 'a client certificate is asked for, and one that was issued for this run gets nobody in'
    inconclusive('acceptance-unknown', `${found}: name one that is accepted under clientCertificates in mailtls.yaml`)
  },
})

/** How a client gets in by its certificate; undefined where no way is shown. */
export async function wayIn(context: Context): Promise<'PREAUTH' | 'EXTERNAL' | 'EXTERNAL is refused' | undefined> {
  const open = () => context.connect(context.clientCertificate())
  const dialogue = await open()
  if (isPreauthenticated(dialogue)) return 'PREAUTH'
  const { mechanisms } = await dialogue.capabilities()
  dialogue.close()
  if (!mechanisms.includes('EXTERNAL')) return undefined
  return (await getsIn(open, context)) ? 'EXTERNAL' : 'EXTERNAL is refused'
}

async function takesMail(smtp: SmtpClient, context: Context): Promise<boolean> {
  await smtp.ehlo()
  return (await smtp.command(`MAIL FROM:<${sender(context)}>`)).accepted
}
