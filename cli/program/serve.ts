import type { Command } from 'commander'
import type { ServeFlags } from '../commands/serve.ts'
import { collect } from './collect.ts'

/** The options of `mailtls serve`. */
export function serve(command: Command): void {
  command
    .description('serve the reference or one of its bugs until SIGINT or SIGTERM; one line of JSON tells where')
    .option(
      '--bug <name>',
      'this fault of servers (mailtls list bugs); on its own endpoint and in its own set-up unless others are named',
    )
    .option('--protocol <protocol>', 'only this one, such as submission (repeatable)', collect)
    .option('--set-up <name>', 'how it is configured (default: default)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--port <n>', 'the port, with one --protocol (default: a free one)')
    .action(async (flags: ServeFlags) => {
      await (await import('../commands/serve.ts')).serveCommand(flags)
    })
}
