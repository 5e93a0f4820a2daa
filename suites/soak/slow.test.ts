import { describe, expect, test } from 'vitest'
import { needsNight, skippedWithout } from '../../harness/testing/needs.ts'
import { type Kind, startSoaked } from './subjects.ts'
import type { Weather } from './weather.ts'
import { inWeather } from './wire-noise.ts'

/** Every answer takes longer than any pause between two writes of ours, and nobody waits for anything else. */
const slow: Weather = {
  name: 'slow',
  pieces: 1,
  jitterMs: 0,
  latencyMs: 130,
  stallMs: 0,
  pauses: 0,
  concurrency: 48,
}

const why = skippedWithout(needsNight)

describe.skipIf(why).concurrent(`Where every answer is slow, and no pause is made${why}`, () => {
  test.for<Kind>(['reference', 'client'])(
    'all checks on the %s come to the verdicts that they come to where it is quick',
    { timeout: 300_000 },
    async (kind) => {
      await using soaked = await startSoaked(kind, 'reference')
      const { tester, checks, certify } = soaked
      const results = await inWeather({ weather: slow, seed: 'slow', tester }, () =>
        certify(checks, { timeoutMs: 60_000, concurrency: slow.concurrency }),
      )
      const wrong = results.filter(({ verdict }) => !['pass', 'not-applicable'].includes(verdict))
      expect(wrong.map(({ key, verdict, reason }) => [key, verdict, reason])).toEqual([])
      expect(results.length).toBeGreaterThan(400)
    },
  )
})
