import type { Command } from 'commander'
import { notYet } from '../usage.ts'

/** The options of `mailtls diff`. */
export function diff(command: Command): void {
  command
    .description('what changed between two reports (not implemented yet)')
    .argument('[reports...]')
    .action(() => {
      throw notYet('diff')
    })
}
