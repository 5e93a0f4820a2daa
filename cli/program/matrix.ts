import type { Command } from 'commander'

/** The options of `mailtls matrix`. */
export function matrix(command: Command): void {
  command
    .description('with --bugs: run every check on every bug and hold the outcome against the gates')
    .option('--bugs', 'the kill matrix')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (flags: { bugs?: true; reporter?: string }) => {
      process.exitCode = await (await import('../commands/matrix.ts')).matrixCommand(flags)
    })
}
