import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'

/** Where one run takes place: all of its own, so that whatever is found there afterwards was left by it. */
export interface Place extends Disposable {
  /** stands in the environment of all that it starts */
  token: string
  /** its working directory, where the project's packages are found */
  folder: string
  /** its TMPDIR, which is empty */
  temporary: string
  /** its --report-dir */
  report: string
  /** where clients under test write their numbers */
  told: string
  env: Record<string, string>
}

export function newPlace(): Place {
  const root = mkdtempSync(join(tmpdir(), 'leaks-'))
  const [folder, temporary, report] = ['work', 'tmp', 'report'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  for (const each of [folder, temporary]) mkdirSync(each)
  symlinkSync(join(packageRoot(), 'node_modules'), join(folder, 'node_modules'))
  const token = randomUUID()
  return {
    token,
    folder,
    temporary,
    report,
    told: join(root, 'told'),
    // what Node keeps of code that it has compiled is no business of ours
    env: { TMPDIR: temporary, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), MAILTLS_LEAKS: token },
    [Symbol.dispose]() {
      rmSync(root, { recursive: true, force: true })
    },
  }
}
