import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MailtlsError } from './errors.ts'

/**
 * Installs what a folder's package-lock.json names into its node_modules, unless the library is there in the version that
 * its package.json asks for; the version. It is no dependency of mailtls: only who starts it pays for it. Any number of
 * processes may do so at once. Throws `set-up-failed` with what npm said.
 */
export async function install(folder: string, library: string): Promise<string> {
  const wanted = readManifest(folder).dependencies[library]!
  const installed = () => installedVersion(folder, library)
  if (installed() === wanted) return wanted
  process.stderr.write(`installing ${library} ${wanted} into ${folder}\n`)
  // beside its place, which it takes when it is complete
  const temporary = await mkdtemp(join(folder, '.install-')).catch((cause: unknown) => {
    throw failure(folder, cause, String(cause))
  })
  try {
    for (const file of ['package.json', 'package-lock.json']) await copyFile(join(folder, file), join(temporary, file))
    await npmCi(temporary, folder)
    const place = join(folder, 'node_modules')
    if (installed() !== wanted) await rename(place, join(temporary, 'former')).catch(() => {}) // none, as a rule
    await rename(join(temporary, 'node_modules'), place).catch((cause: unknown) => {
      // somebody else was quicker
      if (installed() !== wanted) throw failure(folder, cause, String(cause))
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return wanted
}

async function npmCi(cwd: string, folder: string): Promise<void> {
  const { execa } = await import('execa')
  // npm's own environment may name another project
  const options = ['--prefix', cwd, '--ignore-scripts', '--no-audit', '--no-fund']
  const { failed, all, shortMessage } = await execa('npm', ['ci', ...options], { cwd, all: true, reject: false })
  if (failed) throw failure(folder, undefined, all?.trim() || shortMessage || 'no reason given')
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
