import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'

/** The text of a style sheet or script of our pages, by its path below cli/. They are shipped as they are. */
export function asset(path: string): string {
  return readFileSync(join(packageRoot(), 'cli', path), 'utf8')
}
