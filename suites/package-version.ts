import { readFileSync } from 'node:fs'
import { packageRoot } from '../harness/package-root.ts'
import { join } from 'node:path'

/** The version of mailtls. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }
  return version
}
