import { join } from 'node:path'
import { packageRoot } from '../harness/package-root.ts'

/** The folder of a catalogue client, or that of the image that clients share. */
export function clientFolder(name: string): string {
  return join(packageRoot(), 'clients', name)
}
