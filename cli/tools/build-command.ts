import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'
import { bundleCommand } from './bundle-command.ts'

// what the compiler made of it, in its place
const folder = join(packageRoot(), 'dist', 'cli')
await bundleCommand(join(folder, 'bin.js'), folder)
await chmod(join(folder, 'bin.js'), 0o755)
