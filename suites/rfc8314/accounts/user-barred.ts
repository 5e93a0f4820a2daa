import { check } from '../../check.ts'
import { attemptLogin, listedOn } from './attempt-login.ts'
import { meansOf } from './means.ts'

export const userBarred = check({
  id: 'rfc8314/server/user-barred',
  roles: ['imap-server', 'pop3-server'],
  records: ['imp-rfc2595-2.3-2'],
  setUp: 'user-barred',
  harms: ['cleartext-password', 'failed-logins'],
  purpose: 'how a single user is kept from logging in without TLS',
  async run({ connect, connectSecurely, pause, logIn, account, seen, inconclusive }) {
    const secure = await connectSecurely()
    await logIn(secure)
    secure.close()
    const { dialogue, listed } = await listedOn(connect)
    const refusals: Record<string, string> = {}
    for (const means of meansOf(dialogue, listed)) {
      const { letIn, answers } = await attemptLogin({ connect, pause }, means, account())
      if (letIn) inconclusive('not-barred', `the account is let in without TLS, by ${means.name}`)
      refusals[means.name] = answers.length > 1 ? 'behind the password' : 'at once'
    }
    seen('let in inside TLS only', { refusals })
  },
})
