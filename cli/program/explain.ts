import type { Command } from 'commander'

/** The options of `mailtls explain`. */
export function explain(command: Command): void {
  command
    .description('what a requirement, a check or a bug is about')
    .argument('<id>', 'such as rfc3207-4.2-7 or rfc3207/server/starttls-works')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (id: string, flags: { reporter?: string }) => {
      await (await import('../commands/explain.ts')).explainCommand(id, flags)
    })
}
