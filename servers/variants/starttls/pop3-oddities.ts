import { variant } from '../../bugs/bug.ts'

/** A timestamp for APOP (RFC 1939, section 7). */
export const greetsWithTimestamp = variant({
  name: 'greets-with-timestamp',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override greeting() {
        return `+OK POP3 ready <1896.697170952@${this.settings.domain}>`
      }
    },
})

/** Keywords are the same in any case (RFC 2449, section 3); +OK and -ERR are not. */
export const lowerCaseKeywordsOnPop3 = variant({
  name: 'lower-case-keywords-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().map((line) => line.toLowerCase())
      }
    },
})

/** Lists much, itself first, as Dovecot does. */
export const listsMuch = variant({
  name: 'lists-much',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        const more = ['RESP-CODES', 'PIPELINING', 'AUTH-RESP-CODE', 'LOGIN-DELAY 0', 'EXPIRE NEVER']
        return ['CAPA', ...super.capabilities(), ...more, 'IMPLEMENTATION +OK']
      }
    },
})

/** Lists STLS and nothing else before TLS. */
export const listsOnlyStls = variant({
  name: 'lists-only-stls',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return this.tls ? super.capabilities() : ['STLS']
      }
    },
})

/** Takes NOOP before a login, too. */
export const noopBeforeLogin = variant({
  name: 'noop-before-login',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        return command === 'NOOP' ? '+OK' : await super.run(command, argument)
      }
    },
})

/** Minds arguments where there should be none, as Cyrus does. */
export const refusesArguments = variant({
  name: 'refuses-arguments',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        const refused = argument !== '' && ['CAPA', 'STLS', 'QUIT', 'STAT'].includes(command)
        return refused ? '-ERR No argument there' : await super.run(command, argument)
      }
    },
})

/** Ends the session on a command that it does not know. */
export const closesOnUnknownCommands = variant({
  name: 'closes-on-unknown-commands',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        if (command.startsWith('X')) return { say: '-ERR Unknown command', next: 'close' as const }
        return await super.run(command, argument)
      }
    },
})

/** RFC 2595, section 4: -ERR inside TLS is no more than allowed. */
export const tlsInsideTlsOnPop3 = variant({
  name: 'tls-inside-tls-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override stls(_parameter: string) {
        return { say: '+OK Once more', next: 'start-tls' as const }
      }
    },
})
