import { existsSync, readFileSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { abortError, MailtlsError } from './errors.ts'
import { temporaryFolder } from './temporary-folder.ts'

/**
 * Installs what a folder's package-lock.json names into its node_modules, unless the library is there in the version that
 * its package.json asks for; the version. It is no dependency of mailtls: only who starts it pays for it. Any number of
 * processes may do so at once. Throws `set-up-failed` with what npm said, or what `signal` carries.
 */
export async function install(
  folder: string,
  library: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<string> {
  const wanted = readManifest(folder).dependencies[library]!
  const installed = () => installedVersion(folder, library)
  if (installed() === wanted) return wanted
  process.stderr.write(`installing ${library} ${wanted} into ${folder}\n`)
  // beside its place, which it takes when it is complete
  await using temporary = await temporaryFolder(folder, '.install-').catch((cause: unknown) => {
    throw failure(folder, cause, String(cause))
  })
  const { path } = temporary
  for (const file of ['package.json', 'package-lock.json']) await copyFile(join(folder, file), join(path, file))
  await npmCi(path, folder, signal)
  const place = join(folder, 'node_modules')
  if (installed() !== wanted) await rename(place, join(path, 'former')).catch(() => {}) // none, as a rule
  await rename(join(path, 'node_modules'), place).catch((cause: unknown) => {
    // somebody else was quicker
    if (installed() !== wanted) throw failure(folder, cause, String(cause))
  })
  return wanted
}

async function npmCi(prefix: string, folder: string, signal: AbortSignal): Promise<void> {
  const { launch } = await import('./launch.ts')
  // npm's own environment may name another project
  const options = ['--prefix', prefix, '--ignore-scripts', '--no-audit', '--no-fund']
  const { exitCode, output } = await launch({ file: 'npm', arguments: ['ci', ...options] }, signal)
  if (signal.aborted) throw abortError(signal)
  if (exitCode !== 0) throw failure(folder, undefined, output.trim() || 'no reason given')
}

function installedVersion(folder: string, library: string): string | undefined {
  const place = join(folder, 'node_modules', library)
  return existsSync(place) ? readManifest(place).version : undefined
}

function readManifest(folder: string) {
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  return JSON.parse(text) as { version?: string; dependencies: Record<string, string> }
}

function failure(folder: string, cause: unknown, text: string): MailtlsError {
  return new MailtlsError('set-up-failed', `expected "npm ci" to install what ${folder} asks for:\n${text}`, { cause })
}
