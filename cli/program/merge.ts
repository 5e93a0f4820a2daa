import type { Command } from 'commander'
import type { MergeFlags } from '../commands/merge.ts'
import { reporterNames } from '../reporters/reporters.ts'

/** The options of `mailtls merge`. */
export function merge(command: Command): void {
  command
    .description('make one report of the shards of a run')
    .argument('[directories...]', 'the --report-dir of each "certify --shard I/N", or the report.json in it')
    .option('--level <level>', 'exit with 1 for a failure at this level or above: must, should, may (default: must)')
    .option('--reporter <names>', `${reporterNames.join(', ')}, or several with commas (default: terminal)`)
    .option('--report-dir <directory>', 'write report.json there, what the other reporters make, and the evidence')
    .option('--allow-undecided', 'exit with 0 though some requirements could not be decided')
    .addHelpText(
      'after',
      `
Exit codes are those of a whole run. Where a shard is missing, the report of the others is written as far as it goes:
2, or 1 where these show a failure. Shards of different runs, or one that is there twice: 64.`,
    )
    .action(async (directories: string[], flags: MergeFlags) => {
      process.exitCode = await (await import('../commands/merge.ts')).mergeCommand(directories, flags)
    })
}
