import { bug } from '../bug.ts'
import { withoutMechanism } from './mechanisms.ts'

const setUp = 'client-certificates'
const withoutExternal = withoutMechanism('EXTERNAL')

/** Section 4.2: a certificate that is sufficient, and no EXTERNAL to use it with. */
export const takesMailFromCertificates = bug({
  name: 'takes-mail-from-certificates',
  violates: ['rfc8314-4.2-3'],
  setUp,
  endpoint: 'submissions',
  patch: (Base) =>
    class extends withoutExternal(Base) {
      override mail(argument: string) {
        if (this.certifiedName() === this.settings.certifiedName) this.user ??= this.settings.account.user
        return super.mail(argument)
      }
    },
})

/** The same; and section 3.2: behind OK the state is "not authenticated". */
export const logsCertificatesInOnImaps = bug({
  name: 'logs-certificates-in-on-imaps',
  violates: ['rfc8314-4.2-3', 'rfc8314-3.2-lc3'],
  setUp,
  endpoint: 'imaps',
  patch: (Base) =>
    class extends withoutExternal(Base) {
      override greeting() {
        if (this.certifiedName() === this.settings.certifiedName) this.state = 'authenticated'
        return super.greeting()
      }
    },
})

/** The same; and section 3.1: behind the greeting the state is AUTHORIZATION. */
export const logsCertificatesInOnPop3s = bug({
  name: 'logs-certificates-in-on-pop3s',
  violates: ['rfc8314-4.2-3', 'rfc8314-3.1-2'],
  setUp,
  endpoint: 'pop3s',
  patch: (Base) =>
    class extends withoutExternal(Base) {
      override greeting() {
        if (this.certifiedName() === this.settings.certifiedName) this.loggedIn(this.settings.account.user)
        return super.greeting()
      }
    },
})

/** Section 3.2, though EXTERNAL is there, too. */
export const opensMailboxOnImaps = bug({
  name: 'opens-mailbox-on-imaps',
  violates: ['rfc8314-3.2-lc3'],
  setUp,
  endpoint: 'imaps',
  patch: (Base) =>
    class extends Base {
      override async run(tag: string, verb: string, argument: string) {
        const opens = verb === 'SELECT' && this.certifiedName() === this.settings.certifiedName
        return opens ? this.onMailbox(tag, verb, argument) : await super.run(tag, verb, argument)
      }
    },
})

/** Section 3.1, though EXTERNAL is there, too. */
export const opensMailboxOnPop3s = bug({
  name: 'opens-mailbox-on-pop3s',
  violates: ['rfc8314-3.1-2'],
  setUp,
  endpoint: 'pop3s',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        const opens = command === 'STAT' && this.certifiedName() === this.settings.certifiedName
        return opens ? this.onMailbox(command, argument) : await super.run(command, argument)
      }
    },
})
