import type { Command } from 'commander'

/** The options of `mailtls list`. */
export function list(command: Command): void {
  command
    .description('the catalogues: requirements, checks, bugs, variants, servers, clients')
    .argument('<what>', 'requirements, checks, bugs, variants, servers or clients')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (what: string, flags: { reporter?: string }) => {
      await (await import('../commands/list.ts')).listCommand(what, flags)
    })
}
