import { type Fence, fencesIn } from '../../../suites/testing/fences.ts'

/** A command that a document shows, and the exit code that it has there. */
export interface ShownCommand {
  file: string
  line: number
  command: string
  exitCode: number
}

/**
 * The commands in the `sh` blocks of a Markdown file. The comment behind one may say `exits with N`, else it ends well. What is
 * exported counts for the rest of its block.
 */
export function commandsIn(file: string): ShownCommand[] {
  return fencesIn(file)
    .filter(({ language }) => language === 'sh')
    .flatMap(commandsOf)
}

function commandsOf({ file, line, text }: Fence): ShownCommand[] {
  const exported: string[] = []
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((each) => {
      const [command = '', comment = ''] = each.split(/(?:^|\s+)#\s(.*)/)
      if (command.startsWith('export ')) exported.push(command)
      if (command === '' || command.startsWith('export ')) return []
      const [, exitCode = '0'] = /exits with (\d+)/.exec(comment) ?? []
      return [{ file, line, command: [...exported, command].join('; '), exitCode: Number(exitCode) }]
    })
}
