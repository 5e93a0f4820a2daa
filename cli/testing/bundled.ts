import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { packageRoot } from '../../harness/package-root.ts'
import { bundleCommand } from '../tools/bundle-command.ts'

/** The command as the tests start it: made of the sources, at the start of each test run. */
export const bin = join(packageRoot(), 'node_modules', '.cache', 'mailtls', 'bin.js')

/** Vitest's global set-up: it is started hundreds of times, and to find its modules would take most of that. */
export async function setup(project: TestProject): Promise<void> {
  const bundle = async () => await bundleCommand(join(packageRoot(), 'cli', 'bin.ts'), dirname(bin))
  await bundle()
  project.onTestsRerun(bundle)
}
