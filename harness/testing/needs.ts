import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Whether nothing may be skipped since this machine lacks what it needs. */
export const skipsNothing = Boolean(process.env.CI || process.env.MAILTLS_REQUIRE_ENGINE)

/** The path of a program that is installed. */
export function programAt(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
