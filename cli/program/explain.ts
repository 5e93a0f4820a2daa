import type { Command } from 'commander'
import type { ExplainFlags } from '../commands/explain.ts'

/** The options of `mailtls explain`. */
export function explain(command: Command): void {
  command
    .description('what a requirement, a check, a bug or a variant is about')
    .argument('[id]', 'such as rfc3207-4.2-7 or rfc3207/server/starttls-works')
    .option('--pics', 'all requirements in one table, as Markdown: whom they bind, and how they are decided')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (id: string | undefined, flags: ExplainFlags) => {
      await (await import('../commands/explain.ts')).explainCommand(id, flags)
    })
}
