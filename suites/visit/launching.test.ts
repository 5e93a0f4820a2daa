import { expect, test } from 'vitest'
import { hostileClients } from '../../clients/hostile/catalogue.ts'
import { startHostileClient } from '../../clients/hostile/start.ts'
import { run } from '../../harness/run.ts'
import { harms } from '../../harness/subject.ts'
import { allChecks } from '../checks.ts'

test('A client that hangs again and again is launched no more', async () => {
  const client = startHostileClient(
    hostileClients.find(({ name }) => name === 'hangs-where-refused')!,
    ['smtp'],
  )
  const subject = {
    name: 'hangs',
    endpoints: [],
    clients: [{ ...client, maximumLaunches: 2 }],
    allow: harms,
    arguments: '',
  }
  const timeoutMs = 500
  const start = performance.now()
  const { results } = await run(subject, allChecks, { timeoutMs })
  const reasons = results.flatMap(({ reason }) => reason?.text ?? [])
  expect(reasons).toContainEqual(
    expect.stringMatching(/had to be ended by us too often \(\d+, in \d+ s\): it is launched no more/),
  )
  expect(results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')).toEqual([])
  // at 5 s a check: the bound of 60 s
  expect(performance.now() - start).toBeLessThan(12 * timeoutMs)
})
