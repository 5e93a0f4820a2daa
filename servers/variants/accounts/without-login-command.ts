import { variant } from '../../bugs/bug.ts'

/** RFC 9051, section 7.2.2: LOGIN may be disabled inside TLS, too. */
export const withoutLoginCommand = variant({
  name: 'without-login-command',
  endpoint: 'imap',
  setUps: ['default', 'tls-required', 'user-barred'],
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return [...super.capabilities().filter((capability) => capability !== 'LOGINDISABLED'), 'LOGINDISABLED']
      }
      override login(tag: string) {
        return `${tag} NO Use AUTHENTICATE`
      }
    },
})
