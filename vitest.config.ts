import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, and so begins first: nobody is to wait for the last of them alone. */
const longest = ['clients', 'docs', 'containers', 'matrix', 'reference-image', 'package']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return place < 0 ? longest.length : place
    }
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['{certs,harness,servers,clients,suites,cli}/**/*.test.ts'],
    // whole certifications run as processes of their own, several at once
    testTimeout: 60_000,
    // most of the time a test waits for a server or a client
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // what runs at once shares the processors, and each check has its time
    maxConcurrency: 3,
    // the command is started hundreds of times: to compile it is a fifth of such a start
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    // each file would load all checks anew: a third of the time of all
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['suites/tools/engine-notice.ts', 'cli/testing/bundled.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
  },
})
