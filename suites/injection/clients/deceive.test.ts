import { expect, test } from 'vitest'
import type { Client } from '../../../harness/client.ts'
import { run } from '../../../harness/run.ts'
import { referenceClientSubject } from '../../client-subject.ts'
import { injectionWholeReplyAsClient } from '../../rfc3207/client/injection-whole-reply.ts'

/** A client that ends at once where a lock is held: behind its ordinary launch and the control, which come one by one. */
function withLock({ perform, ...client }: Client): Client {
  let launches = 0
  return {
    ...client,
    async perform(request, signal) {
      if (++launches > 2) return { exitCode: 8, success: false, output: 'another one is running\n' }
      return await perform(request, signal)
    },
  }
}

test('A client that does not come where it was to be deceived has not resisted', async () => {
  const { clients = [], ...subject } = referenceClientSubject()
  const checks = [injectionWholeReplyAsClient]
  const { results } = await run({ ...subject, clients: clients.map(withLock) }, checks, { places: ['submission'] })
  expect(results).toHaveLength(1)
  for (const { verdict, reason } of results) {
    expect([verdict, reason?.code]).toEqual(['inconclusive', 'control-failed'])
    expect(reason?.text).toContain('exit code 8, it said "another one is running"')
  }
})
