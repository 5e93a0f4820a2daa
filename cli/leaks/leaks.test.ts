import { describe, test } from 'vitest'
import { engineClient } from '../../harness/container/engine.ts'
import { needsEngine, skippedWithout } from '../../harness/testing/needs.ts'
import type { End } from './ends.ts'
import { libraryWays } from './library-ways.ts'
import { tryOut } from './trial.ts'
import { commandWays, containerWays } from './ways.ts'

const lacking = skippedWithout(await needsEngine())
const engine = lacking ? undefined : await engineClient()
const isLinux = process.platform === 'linux'
const all = [...commandWays, ...containerWays(''), ...libraryWays]

/** The rest is run by `npm run leaks`. */
const onThisMachine: [way: string, end: End][] = [
  ['certify', 'SIGHUP'],
  ['certify --client reference', 'SIGKILL'],
  ['certify --client-command', 'failure'],
  ['certify --client-command', 'SIGHUP'],
  ['certify --client-command', 'SIGKILL'],
  ['certify --server-command', 'SIGINT twice'],
  ['serve', 'SIGHUP'],
  ['matrix --bugs', 'SIGINT'],
  ['library', 'success'],
  ['library', 'error'],
  ['library, its AbortSignal', 'success'],
]

const inContainers: [way: string, end: End][] = [
  ['certify --server dovecot', 'SIGINT twice'],
  ['certify --server dovecot', 'SIGKILL'],
  ['certify --client msmtp', 'SIGTERM'],
]

/** What a run leaves behind, or does wrong; how soon it ends behind a signal is held by `npm run leaks`, alone on a machine. */
async function faultsOf(name: string, end: End, withEngine?: typeof engine): Promise<string[]> {
  const { faults } = await tryOut(
    all.find((way) => way.name === name)!,
    end,
    withEngine,
    30_000,
  )
  return faults
}

describe.runIf(isLinux)('Nothing is left behind by', { concurrent: true, timeout: 120_000 }, () => {
  test.for(onThisMachine)('%s: %s', async ([name, end], { expect }) => {
    expect(await faultsOf(name, end)).toEqual([])
  })
})

describe.runIf(isLinux && engine)(
  `Nothing is left behind in containers${lacking} by`,
  { concurrent: true, timeout: 120_000 },
  () => {
    test.for(inContainers)('%s: %s', async ([name, end], { expect }) => {
      expect(await faultsOf(name, end, engine)).toEqual([])
    })
  },
)
