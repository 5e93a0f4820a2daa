import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { execa } from 'execa'
import { packageRoot } from '../../harness/package-root.ts'

/** A tarball as it would be published, and what is in it. Dispose it to remove it. */
export interface Packed extends AsyncDisposable {
  tarball: string
  files: { path: string; size: number }[]
}

const left = new Set(['node_modules', 'dist', '.git', 'coverage', 'mailtls-report'])

/** Packs a copy of the sources, so that nobody who uses `dist` meanwhile is in the way. */
export async function pack(): Promise<Packed> {
  const root = packageRoot()
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-pack-'))
  const copy = join(folder, 'copy')
  await cp(root, copy, {
    recursive: true,
    filter: (source) =>
      relative(root, source) === '' || !(left.has(basename(source)) || basename(source).startsWith('.install-')),
  })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: copy,
    env: cleanEnvironment(),
  })
  const packed: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))
  const [{ filename, files }] = Object.values(packed as object) as [{ filename: string; files: Packed['files'] }]
  return {
    tarball: join(folder, filename),
    files,
    [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true, force: true }),
  }
}

/** The environment without what npm tells the scripts that it runs: it would name this project. */
export function cleanEnvironment(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => /^(npm_(?!config_registry)|INIT_CWD$|NODE_ENV$)/i.test(name))
  return Object.fromEntries(names.map((name) => [name, undefined]))
}
