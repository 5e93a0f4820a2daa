import type { Command } from 'commander'
import type { MatrixFlags } from '../commands/matrix.ts'
import { collect } from './collect.ts'

/** The options of `mailtls matrix`. */
export function matrix(command: Command): void {
  command
    .description('servers and clients side by side, requirement by requirement; with --bugs the proof of the checks')
    .argument('[reports...]', 'JSON reports to lay side by side; without any the whole catalogue is run')
    .option('--server <name>', 'only this server of the catalogue (repeatable)', collect)
    .option('--client <name>', 'only this client of the catalogue (repeatable)', collect)
    .option('--suite <name>', 'only this suite: rfc3207, rfc8314 or rfc2595 (repeatable)', collect)
    .option('--check <id>', 'only this check (mailtls list checks; repeatable)', collect)
    .option('--reporter <names>', 'terminal, json or html, or several with commas (default: terminal)')
    .option('--report-dir <directory>', 'write matrix.html and matrix.json there, and the report of each subject')
    .option('--timeout <ms>', 'how long a check may take (default: 10000, since several subjects share the machine)')
    .option('--bugs', 'the kill matrix: run every check on every bug and hold the outcome against the gates')
    .addHelpText(
      'after',
      `
Exit codes: what the software of others fails is shown and fails nothing here. 0 when every subject was run, 2 when
one could not be reached, 3 for an error of our own or a missing container engine (what is embedded is run all the
same). With --bugs: 1 where a gate does not hold.`,
    )
    .action(async (reports: string[], flags: MatrixFlags) => {
      process.exitCode = await (await import('../commands/matrix.ts')).matrixCommand(reports, flags)
    })
}
