import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'
import type { Place } from './place.ts'
import type { Exit, Run, RunIn, Way } from './way.ts'

const root = packageRoot()

/** Signals end it as they end every program that has not asked for them. */
const byTheSignal = { SIGINT: 'SIGINT', 'SIGINT twice': 'SIGINT', SIGTERM: 'SIGTERM', SIGHUP: 'SIGHUP' } as const

const use = (how: string): RunIn => {
  return () => ({ args: [join(import.meta.dirname, 'programs/use-library.ts'), how], exit: 0 })
}

/** A suite of Vitest's, in the working directory. */
function vitest({ folder }: Place, exit: Exit, suite: string): Run {
  const library = join(root, 'suites/library')
  const head = `import { startServer } from '${library}/mailtls.ts'\nimport { describeConformance } from '${library}/vitest.ts'\n`
  writeFileSync(join(folder, 'mailtls.test.ts'), `${head}${suite}\n`)
  return { args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], exit }
}

const check = `{ checks: ['rfc3207/server/injection-same-segment'] }`

/** The ways to use the library. Its functions are awaited to their end, and what they have started is closed. */
export const libraryWays: readonly Way[] = [
  {
    name: 'library',
    runs: { success: use('success'), failure: use('failure'), error: use('error'), long: use('stay') },
    isUnderWay: ({ files }) => files.size > 0,
    exits: byTheSignal,
    isSweptLater: true,
  },
  { name: 'library, its AbortSignal', runs: { success: use('abort') } },
  {
    name: 'Vitest',
    runs: {
      success: (place) => vitest(place, 0, `describeConformance({ server: 'reference' }, ${check})`),
      failure: (place) =>
        vitest(place, 1, `describeConformance({ server: { bug: 'obeys-injected-lines' } }, ${check})`),
      long: (place) => vitest(place, 0, `describeConformance({ client: 'reference' })`),
    },
    isUnderWay: ({ files }) => [...files].some((name) => name.startsWith('mailtls-')),
    exits: { SIGINT: 130, 'SIGINT twice': 130, SIGTERM: 143, SIGHUP: 'SIGHUP' },
    isSweptLater: true,
  },
]
