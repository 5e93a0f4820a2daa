import { expect, test } from 'vitest'
import type { Client } from '../../../harness/client.ts'
import { run } from '../../../harness/run.ts'
import { referenceClientSubject } from '../../client-subject.ts'
import { injectionWholeReplyAsClient } from '../../rfc3207/client/injection-whole-reply.ts'

/** The reference client, of which one may run at a time: others end at once, as where a lock is held. */
function withLock({ perform, ...client }: Client): Client {
  let isHeld = false
  return {
    ...client,
    async perform(request, signal) {
      if (isHeld) return { exitCode: 8, success: false, output: 'another one is running\n' }
      isHeld = true
      return await perform(request, signal).finally(() => (isHeld = false))
    },
  }
}

test('A client that does not come where it was to be deceived has not resisted', async () => {
  const { clients = [], ...subject } = referenceClientSubject()
  const { results } = await run({ ...subject, clients: clients.map(withLock) }, [injectionWholeReplyAsClient])
  expect(results).not.toEqual([])
  for (const { verdict, reason } of results) {
    expect([verdict, reason?.code]).toEqual(['inconclusive', 'control-failed'])
    expect(reason?.text).toContain('exit code 8, it said "another one is running"')
  }
})
