import { variant } from '../../bugs/bug.ts'

/** Ends the session on a command that it does not know, without a word. */
export const hangsUpOnUnknownCommands = variant({
  name: 'hangs-up-on-unknown-commands',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async run(command: string, argument: string) {
        if (command.startsWith('X')) return { say: '', next: 'close' as const }
        return await super.run(command, argument)
      }
    },
})
