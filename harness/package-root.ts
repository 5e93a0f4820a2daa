import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of this package's package.json, whether it runs from source or built. */
export function packageRoot(): string {
  let root = import.meta.dirname
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return root
}
