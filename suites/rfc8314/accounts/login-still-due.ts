import type { Context } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { isPreauthenticated } from './external.ts'
import { withoutLogin } from './without-login.ts'

export const imapLoginStillDue = check({
  id: 'rfc8314/server/imap-login-still-due',
  roles: ['imap-server'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.2-lc3'],
  setUp: 'client-certificates',
  purpose: 'behind an OK greeting a login is due, whatever the certificate',
  run: loginStillDue,
})

export const pop3LoginStillDue = check({
  id: 'rfc8314/server/pop3-login-still-due',
  roles: ['pop3-server'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.1-2'],
  setUp: 'client-certificates',
  purpose: 'behind the greeting a login is due, whatever the certificate',
  run: loginStillDue,
})

async function loginStillDue(context: Context): Promise<void> {
  const { connectSecurely, clientCertificate, canLogIn, logIn, expect, inconclusive, notApplicable } = context
  const dialogue = await connectSecurely(clientCertificate())
  if (isPreauthenticated(dialogue)) notApplicable('the greeting is PREAUTH')
  const before = await withoutLogin(dialogue, context)
  expect(!before.accepted, `the mailbox is open before any login: "${before}"`)
  if (!canLogIn) return
  await logIn(dialogue)
  const after = await withoutLogin(dialogue, context)
  if (!after.accepted) inconclusive('mailbox-missing', `the mailbox is not to be had behind a login either: "${after}"`)
  dialogue.close()
}
