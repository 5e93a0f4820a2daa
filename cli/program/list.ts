import type { Command } from 'commander'

/** The options of `mailtls list`. */
export function list(command: Command): void {
  command
    .description('the catalogues: requirements, checks, bugs, servers, clients')
    .argument('<what>', 'requirements, checks, bugs, servers or clients')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (what: string, flags: { reporter?: string }) => {
      await (await import('../commands/list.ts')).listCommand(what, flags)
    })
}
