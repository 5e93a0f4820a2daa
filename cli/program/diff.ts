import type { Command } from 'commander'

/** The options of `mailtls diff`. */
export function diff(command: Command): void {
  command
    .description('what changed between two JSON reports: better, worse, new or gone; exits with 1 for worse')
    .argument('<old>', 'the report to compare with')
    .argument('<new>', 'the report of now')
    .option('--reporter <name>', 'terminal, json or markdown (default: terminal)')
    .action(async (old: string, now: string, flags: { reporter?: string }) => {
      process.exitCode = await (await import('../commands/diff.ts')).diffCommand(old, now, flags)
    })
}
