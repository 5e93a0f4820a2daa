import { variant } from '../../bugs/bug.ts'

/** RFC 1939, section 7: USER and PASS are optional. */
export const withoutUserCommand = variant({
  name: 'without-user-command',
  endpoint: 'pop3',
  setUps: ['default', 'tls-required', 'user-barred'],
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().filter((capability) => capability !== 'USER')
      }
      override async run(command: string, argument: string) {
        return ['USER', 'PASS'].includes(command) ? '-ERR Unknown' : await super.run(command, argument)
      }
    },
})
