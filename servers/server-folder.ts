import { join } from 'node:path'
import { packageRoot } from '../harness/package-root.ts'

/** The folder of a catalogue server: its Dockerfile, configuration and expected.json. */
export function serverFolder(name: string): string {
  return join(packageRoot(), 'servers', name)
}
