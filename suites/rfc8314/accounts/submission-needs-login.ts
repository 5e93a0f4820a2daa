import type { SmtpContext } from '../../../harness/check.ts'
import { recipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { envelope } from './without-login.ts'

export const submissionNeedsLogin = check({
  id: 'rfc8314/server/submission-needs-login',
  roles: ['submission-server'],
  decides: ['imp-rfc5068-3.1-4', 'imp-rfc5068-3.2-3'],
  purpose: 'port 587 takes no mail without a login, not even for its own users',
  run: takesNoMail,
})

export const submissionsNeedsLogin = check({
  id: 'rfc8314/server/submissions-needs-login',
  roles: ['submission-server'],
  ports: 'implicit-tls',
  decides: ['imp-rfc5068-3.1-4', 'imp-rfc5068-3.2-4'],
  purpose: 'port 465 takes no mail without a login, not even for its own users',
  run: takesNoMail,
})

/** MAIL may be accepted by one who refuses RCPT: that is up to mail-needs-login. */
async function takesNoMail(context: SmtpContext): Promise<void> {
  const smtp = await context.connectSecurely()
  await smtp.ehlo()
  const answer = await envelope(smtp, sender(context), recipient(context))
  context.expect(!answer.accepted, `RCPT draws "${answer}" without a login: is this host of a network that is trusted?`)
  // greylisting takes the same mail the next time
  throwIfTemporary(answer)
  smtp.close()
}
