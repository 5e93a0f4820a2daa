import { expect, test } from 'vitest'
import type { Client } from '../../harness/client.ts'
import { run } from '../../harness/run.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'

test('A client that may be launched once at a time is, also by a check that launches it several times', async () => {
  let [running, most] = [0, 0]
  const subject = referenceClientSubject()
  const [reference] = subject.clients!
  const client: Client = {
    ...reference!,
    maximumLaunches: 1,
    async perform(request, signal) {
      most = Math.max(most, ++running)
      return await reference!.perform(request, signal).finally(() => running--)
    },
  }
  const checks = allChecks.filter(({ id }) => /client\/(lists-may-differ|starttls-answered-with-nonsense)$/.test(id))
  const { results } = await run({ ...subject, clients: [client] }, checks)
  expect(results.map(({ verdict }) => verdict)).toEqual(results.map(() => 'pass'))
  expect(results.length).toBeGreaterThan(2)
  expect(most).toBe(1)
})
