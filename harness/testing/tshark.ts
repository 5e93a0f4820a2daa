import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe } from 'vitest'
import { programAt, skippedWithout, skipsNothing } from './needs.ts'

/**
 * A suite that reads captures with tshark. Where that is not installed it is skipped, which its title says; under CI or
 * MAILTLS_REQUIRE_ENGINE it fails instead.
 */
export function describeWithTshark(title: string, suite: () => void): void {
  const lacking = skippedWithout(programAt('tshark') || skipsNothing ? [] : ['tshark: "npm run viewers" installs it'])
  describe.skipIf(lacking)(`${title}${lacking}`, () => {
    suite()
  })
}

/** The packets of a capture that a display filter finds, each as the values of these fields; as somebody sees who only opens it. */
export async function dissect(capture: Buffer, filter: string, fields: readonly string[]): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-test-'))
  try {
    const file = join(folder, 'capture.pcapng')
    await writeFile(file, capture)
    const args = ['-n', '-r', file, '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', '-Y', filter]
    const output = ['-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
    // nobody's preferences
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder }
    const { stdout } = await promisify(execFile)('tshark', [...args, ...output], { env })
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
