import type { SmtpContext } from '../../../harness/check.ts'
import { type Account, base64 } from '../../../harness/dialogue/dialogue.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { endOfSession } from '../../end-of-session.ts'
import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const ehloForgotten = check({
  id: 'rfc3207/server/ehlo-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'an EHLO from before TLS does not count inside it',
  async run(context) {
    const { notApplicable } = context
    const mail = `MAIL FROM:<${sender(context)}>`
    const refusal = await refusalOf('MAIL', (smtp) => smtp.command(mail), context)
    if (!refusal) return
    // where a login comes first, AUTH is what EHLO may be missed for
    const refused = `MAIL is refused with and without EHLO: "${refusal}"`
    if (refusal.class !== 5 || !(await takesPlain(context))) notApplicable(refused)
    const also = await refusalOf('AUTH', (smtp) => plain(smtp, context.account()), context).catch(
      // who hangs up refuses, too
      (error: unknown) => endOfSession(error) ?? notApplicable(refused),
    )
    if (also) notApplicable(`${refused}, and so is AUTH: "${also}"`)
  },
})

/** Whether there is a login, with a mechanism that takes a single line. */
async function takesPlain({ canLogIn, connectSecurely }: SmtpContext): Promise<boolean> {
  if (!canLogIn) return false
  const smtp = await connectSecurely()
  const { mechanisms } = await smtp.ehlo()
  smtp.close()
  return mechanisms.includes('PLAIN')
}

/** A login in a single line, or in two where the first is not looked at. */
async function plain(smtp: SmtpClient, { user, password }: Account): Promise<SmtpReply> {
  const response = base64(`\0${user}\0${password}`)
  const answer = await smtp.sasl('PLAIN', response)
  return answer.challenge === undefined ? answer : await smtp.respond(response)
}

type Probe = (smtp: SmtpClient) => Promise<SmtpReply>

/** Sends a command that may need EHLO; what it draws where it is refused after EHLO, too. Fails where the one from before TLS counts. */
async function refusalOf(verb: string, probe: Probe, context: SmtpContext): Promise<SmtpReply | undefined> {
  const { connect, connectImplicit, expect, notApplicable, inconclusive } = context
  const smtp = await connect()
  await smtp.startTls()
  if (!(await probe(smtp)).accepted) {
    await smtp.ehlo()
    const after = await probe(smtp)
    smtp.close()
    return after.accepted ? undefined : after
  }
  // accepted: the control has the same security and never said EHLO (docs/interpretations.md)
  const direct = await connect()
  const control = (await direct.command('STARTTLS')).code === 220 ? direct : await connectImplicit()
  if (!control)
    return inconclusive('no-control', 'STARTTLS is refused before EHLO, and no implicit TLS endpoint was named')
  if (control === direct && !(await direct.handshake()).ok) inconclusive('control-failed', 'no TLS without EHLO')
  const without = await probe(control)
  if (without.accepted)
    notApplicable(`the server takes ${verb} without any EHLO, so whether it forgets one cannot be seen`)
  await control.ehlo()
  const withEhlo = await probe(control)
  if (without.class !== 5 || !withEhlo.accepted)
    inconclusive('control-failed', `${verb} is refused otherwise: "${without}"`)
  expect(false, `${verb} needs EHLO ("${without}"), but inside TLS the EHLO from before TLS is enough`)
  return undefined
}
