import { variant } from '../../bugs/bug.ts'

/** Takes STARTTLS after a login, and forgets it: nobody is logged in when TLS begins. */
export const forgetsLoginOnImap = variant({
  name: 'forgets-login-on-imap',
  endpoint: 'imap',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, parameter: string) {
        if (this.tls || parameter !== '') return super.starttls(tag, parameter)
        return { say: `${tag} OK Begin TLS negotiation now`, next: 'start-tls' as const }
      }
    },
})

/** The same on POP3. */
export const forgetsLoginOnPop3 = variant({
  name: 'forgets-login-on-pop3',
  endpoint: 'pop3',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        return command === 'STLS' ? this.stls(argument) : await super.run(command, argument)
      }
    },
})

/** Ends the session of whoever asks for TLS too late. */
export const closesOnStarttlsAfterLoginOnImap = variant({
  name: 'closes-on-starttls-after-login-on-imap',
  endpoint: 'imap',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, parameter: string) {
        if (this.tls || this.user === undefined) return super.starttls(tag, parameter)
        return { say: '* BYE Too late', next: 'close' as const }
      }
    },
})

/** The same on POP3, without a word. */
export const closesOnStlsAfterLoginOnPop3 = variant({
  name: 'closes-on-stls-after-login-on-pop3',
  endpoint: 'pop3',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        if (command === 'STLS' && this.user !== undefined) return { say: '', next: 'close' as const }
        return await super.run(command, argument)
      }
    },
})
