import { expect, test } from 'vitest'
import type { Patch } from '../../clients/reference/classes.ts'
import { run } from '../../harness/run.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'

/** Finds the fault in a certificate, and then neither ends nor goes on. */
const hangsOnFaults: Patch = {
  session: (Base) =>
    class extends Base {
      override async leave() {
        await this.peer.ended()
      }
    },
}

test('A client that hangs where it ought to refuse has shown nothing: inconclusive', async () => {
  const checks = allChecks.filter(({ id }) => id === 'rfc8314/client/certificate-expired')
  const subject = referenceClientSubject({ patch: hangsOnFaults })
  const { results } = await run(subject, checks, { places: ['submission'], timeoutMs: 1000 })
  expect(results.map(({ verdict, reason }) => [verdict, reason?.code])).toEqual([['inconclusive', 'hung']])
})

test('A client that hangs behind a handshake has not refused to say QUIT: inconclusive', async () => {
  const checks = allChecks.filter(({ id }) => id === 'rfc3207/client/quits-where-too-weak')
  const subject = referenceClientSubject({ patch: hangsOnFaults })
  const { results } = await run(subject, checks, { places: ['submission'], timeoutMs: 1000 })
  expect(results.map(({ verdict, reason }) => [verdict, reason?.code])).toEqual([['inconclusive', 'hung']])
})
