import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasEngine } from '../container/engine.ts'

/** Whether nothing may be skipped since this machine lacks what it needs. */
export const skipsNothing = Boolean(process.env.CI || process.env.MAILTLS_REQUIRE_ENGINE)

/** What a test in containers needs, as a title tells it; nothing, where there is an engine. Throws where one is required. */
export async function needsEngine(): Promise<string[]> {
  if (await hasEngine()) return []
  if (process.env.MAILTLS_REQUIRE_ENGINE) throw new Error('expected a container engine, found none: npm run engine')
  return ['a container engine: "npm run engine" sets one up']
}

/** What a test needs that is left to the night, as a title tells it; nothing, when it is night. */
export const needsNight = process.env.MAILTLS_NIGHTLY ? [] : ['MAILTLS_NIGHTLY=1, as in "npm run nightly"']

/** How the title of a test tells what it is skipped without; empty when nothing is missing. */
export function skippedWithout(missing: readonly string[]): string {
  return missing.length > 0 ? ` (skipped: needs ${missing.join(' and ')})` : ''
}

/** The path of a program that is installed. */
export function programAt(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
