import { check } from '../../check.ts'
import { compareLogins, compareRelays } from './compare-logins.ts'
import { logInAfterEarlyLogin, relayAfterEarlyLogin, relayAfterLogin, relayWithoutLogin } from './early-login.ts'

export const authenticationForgotten = check({
  id: 'rfc3207/server/authentication-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['cleartext-password', 'relay-attempt'],
  connections: 4,
  purpose: 'a login from before TLS does not count inside it',
  async precondition({ connect, notApplicable }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('AUTH'))
      notApplicable('AUTH is not offered before TLS: there is no login to forget')
    smtp.close()
  },
  async run(context) {
    const without = await relayWithoutLogin(context)
    const control = await relayAfterLogin(context, without)
    const kept = await relayAfterEarlyLogin(context)
    if (!kept) return
    const observed = { ...control, without, kept }
    await compareRelays(observed, context)
    const again = await logInAfterEarlyLogin(context)
    if (again) await compareLogins(again, observed, context)
  },
})
