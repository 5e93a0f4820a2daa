import { variant } from '../../bugs/bug.ts'

/** RFC 4954, section 6: 538, whoever it is. */
export const refusesWith538 = variant({
  name: 'refuses-with-538',
  endpoint: 'submission',
  setUps: ['user-barred'],
  patch: (Base) =>
    class extends Base {
      override async auth(argument: string) {
        return this.tls ? await super.auth(argument) : '538 5.7.11 Encryption required'
      }
    },
})

/** The name is enough to refuse a user who is barred. */
export const refusesUserAtOnce = variant({
  name: 'refuses-user-at-once',
  endpoint: 'pop3',
  setUps: ['user-barred'],
  patch: (Base) =>
    class extends Base {
      override name(user: string) {
        return !this.tls && user === this.settings.account.user ? '-ERR Not without TLS' : super.name(user)
      }
    },
})
