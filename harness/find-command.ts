import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { usage } from './usage.ts'

/** Throws `usage` where a command names nothing that can be run. `where` is the option or the key that holds it. */
export function checkCommand(file: string, where: string): void {
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
