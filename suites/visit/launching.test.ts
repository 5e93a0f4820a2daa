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
  const { results } = await run(subject, allChecks, { timeoutMs })
  const reasons = results.flatMap(({ reason }) => reason?.text ?? [])
  const tooOften = /had to be ended by us too often \(\d+, in (\d+) s\): it is launched no more/
  const seconds = reasons.flatMap((text) => tooOften.exec(text)?.[1] ?? [])
  expect(results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')).toEqual([])
  // eight times what a launch may take, and those that are under way then: at 5 s a check less than 60 s
  expect(Math.max(...seconds.map(Number))).toBeLessThan(6)
})
