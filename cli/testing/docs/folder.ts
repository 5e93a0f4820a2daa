import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createAuthority } from '../../../certs/authority.ts'
import { bin } from '../bundled.ts'

/** What stands in the folder of somebody who follows the documents: mailtls itself, and a server and a client of their own. */
const programs = {
  'node_modules/.bin/mailtls': bin,
  'my-server': join(import.meta.dirname, '../vendor-server.ts'),
  'my-client': join(import.meta.dirname, '../vendor-client.ts'),
}

/** A folder to follow the documents in; dispose it to remove it. */
export interface UsersFolder extends Disposable {
  path: string
  write: (name: string, text: string) => void
  /** Runs a command line there with bash. Never throws. */
  run: (line: string, inside?: readonly string[]) => Promise<{ exitCode: number; stdout: string; stderr: string }>
}

/** Makes one, with certificates to trust in ca.pem. */
export async function usersFolder(): Promise<UsersFolder> {
  const path = mkdtempSync(join(tmpdir(), 'mailtls-docs-'))
  const write = (name: string, text: string, mode?: number) => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text, { mode })
  }
  for (const [name, file] of Object.entries(programs)) {
    write(name, `#!/bin/sh\nexec ${process.execPath} ${file} "$@"\n`, 0o755)
  }
  write('ca.pem', (await createAuthority()).certificate)
  return {
    path,
    write,
    run: (line, inside = []) => run([...inside, 'bash', '-c', line], path),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

async function run([file = '', ...words]: readonly string[], cwd: string) {
  const { promise, resolve } = Promise.withResolvers<{ exitCode: number; stdout: string; stderr: string }>()
  execFile(file, words, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
    const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
    resolve({ exitCode, stdout, stderr })
  })
  return await promise
}
