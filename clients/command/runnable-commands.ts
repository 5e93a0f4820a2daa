import { accessSync, constants, statSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { usage } from '../../harness/usage.ts'
import { type ClientCommand, type ClientDefinition, commandsOf } from './command-client.ts'

/** The commands of a client. Throws `usage` where one of them names nothing that can be run. */
export function runnableCommands(definition: ClientDefinition): ClientCommand[] {
  const commands = commandsOf(definition)
  for (const { template, where } of commands) if (template.file !== undefined) throwUnlessRunnable(template.file, where)
  return commands
}

/** What to call a client that has no name: its first command. */
export function nameOfCommands([first]: readonly ClientCommand[]): string {
  return basename(first?.template.file ?? 'client')
}

/** `where` is the option or the key that holds it. */
function throwUnlessRunnable(file: string, where: string): void {
  const folders = file.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter)
  const problems = folders.map((folder) => problemOf(join(folder, file)))
  if (problems.includes(undefined)) return
  const code = problems.includes('EACCES') ? 'EACCES' : 'ENOENT'
  throw usage(`expected a command for ${where}, but ${file} cannot be run (${code})`)
}

function problemOf(path: string): 'ENOENT' | 'EACCES' | undefined {
  try {
    if (!statSync(path).isFile()) return 'EACCES'
  } catch {
    return 'ENOENT'
  }
  try {
    accessSync(path, constants.X_OK)
    return undefined
  } catch {
    return 'EACCES'
  }
}
