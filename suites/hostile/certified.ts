import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { packageRoot } from '../../harness/package-root.ts'
import type { Report } from '../../harness/report/report.ts'

/** What came of one `mailtls certify` in a process of its own. */
export interface Certified {
  report: Report
  /** from its start to its end, in ms */
  wholeMs: number
  peakRssMb: number
  exitCode: number | null
  /** what it said on stderr beside its progress: warnings of Node, and faults of its own */
  complaints: readonly string[]
}

/** Runs `mailtls certify` from source, and measures it. Throws where no report comes of it. */
export async function certified(args: readonly string[], env: Record<string, string> = {}): Promise<Certified> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-hostile-'))
  try {
    const peak = join(folder, 'peak')
    const node = ['--import', join(import.meta.dirname, 'peak-memory.ts'), join(packageRoot(), 'cli/bin.ts')]
    const start = performance.now()
    const child = spawn(process.execPath, [...node, 'certify', ...args, '--reporter', 'json'], {
      env: { ...process.env, ...env, MAILTLS_PEAK_MEMORY: peak },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
    const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    const wholeMs = performance.now() - start
    if (!stdout.startsWith('{')) throw new Error(`expected a report, found exit code ${exitCode} and: ${stderr}`)
    return {
      report: JSON.parse(stdout) as Report,
      wholeMs,
      peakRssMb: Number(await readFile(peak, 'utf8')) / 1024,
      exitCode,
      complaints: stderr.split('\n').filter((line) => /warning:|a fault of mailtls|unhandled/i.test(line)),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
