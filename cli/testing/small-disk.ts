import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { skipsNothing } from '../../harness/testing/needs.ts'

/** A file system in memory that is soon full. */
export interface SmallDisk extends Disposable {
  path: string
}

/** Mounts one of that many bytes; throws where that is not allowed, as it is to root on Linux only. */
export function mountSmallDisk(bytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'mailtls-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'mailtls-test', path], { stdio: 'pipe' })
  } catch (error) {
    rmSync(path, { recursive: true })
    throw error
  }
  return {
    path,
    [Symbol.dispose]() {
      execFileSync('umount', [path], { stdio: 'pipe' })
      rmSync(path, { recursive: true })
    },
  }
}

/** Whether one can be mounted here. Under CI it has to be possible, so that nothing is skipped there. */
export function canMountSmallDisk(): boolean {
  if (skipsNothing) return true
  try {
    using _disk = mountSmallDisk(4096)
    return true
  } catch {
    return false
  }
}
