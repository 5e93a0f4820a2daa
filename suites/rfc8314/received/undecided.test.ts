import { expect, test } from 'vitest'
import type { Peer } from '../../../harness/peer.ts'
import { run } from '../../../harness/run.ts'
import { variant } from '../../../servers/bugs/bug.ts'
import { Mailbox } from '../../../servers/reference/mailbox.ts'
import type { Settings } from '../../../servers/reference/settings.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { receivedEsmtpsa } from './received-esmtpsa.ts'

const deliversElsewhere = variant({
  name: 'delivers-elsewhere',
  endpoint: 'submissions',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        super(peer, { ...settings, inbox: new Mailbox() })
      }
    },
})

test.each(['imaps', 'pop3s'] as const)('A message that never comes is told as such, read by %s', async (inbox) => {
  const protocols = ['submissions', inbox] as const
  await using subject = await startReference({
    change: deliversElsewhere,
    protocols,
    setUps: ['default'],
    operator: false,
  })
  const { results } = await run(subject, [receivedEsmtpsa], { timeoutMs: 3000 })
  expect(results).toMatchObject([
    {
      verdict: 'inconclusive',
      reason: {
        code: 'not-delivered',
        text: 'the message was taken, but did not come into the mailbox within 3000 ms: --timeout gives it longer',
      },
    },
  ])
})

test('A field without a with clause is told as such', async () => {
  const change = variant({
    name: 'without-a-with-clause',
    endpoint: 'submissions',
    patch: (Base) =>
      class extends Base {
        override received() {
          return super.received().replace(/\s+with \w+/, '')
        }
      },
  })
  await using subject = await startReference({
    change,
    protocols: ['submissions', 'imaps'],
    setUps: ['default'],
    operator: false,
  })
  const { results } = await run(subject, [receivedEsmtpsa])
  expect(results).toMatchObject([
    { verdict: 'fail', reason: { text: expect.stringMatching(/^the field has no with clause: "from /) } },
  ])
})

test.each([
  ['mail.example.org ([127.0.0.1])', 'inconclusive received-of-another'],
  ['unknown (HELO [127.0.0.1]) (127.0.0.1)', 'fail violation'],
  ['localhost ([127.0.0.1])', 'fail violation'],
])('A field of a hop on the same machine is not the server’s: from %s', async (from, expected) => {
  const change = variant({
    name: 'filtered',
    endpoint: 'submissions',
    patch: (Base) =>
      class extends Base {
        override received() {
          return `Received: from ${from} by localhost (filter) with ESMTP id x; ${new Date().toUTCString()}`
        }
      },
  })
  const protocols = ['submissions', 'imaps'] as const
  await using subject = await startReference({ change, protocols, setUps: ['default'], operator: false })
  const { results } = await run(subject, [receivedEsmtpsa])
  expect(results.map(({ verdict, reason }) => `${verdict} ${reason?.code}`)).toEqual([expected])
})
