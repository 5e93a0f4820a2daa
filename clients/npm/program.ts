import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ServerRequest } from '../../harness/client.ts'

/** What a program of ours was started for: the library in the folder that it was told, and the request. */
export function told(library: string): { loaded: unknown; request: ServerRequest } {
  const [folder = '', file = ''] = process.argv.slice(2)
  const loaded: unknown = createRequire(join(folder, 'package.json'))(library)
  return { loaded, request: JSON.parse(readFileSync(file, 'utf8')) as ServerRequest }
}

/** Ends the program: what came of it is said, and 0 says that it has worked. */
export async function finish(work: Promise<string>): Promise<never> {
  const [code, text] = await work.then(
    (said) => [0, said] as const,
    (error: unknown) => [1, String(error)] as const,
  )
  process.stdout.write(`${text}\n`, () => process.exit(code))
  return await new Promise<never>(() => {})
}
