import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { clientVariant } from '../../../clients/bugs/bug.ts'
import { runChangedClient } from '../../client-subject.ts'
import { withholdMs } from '../../visit/withhold.ts'
import { awaitsNoSecondGreeting } from './awaits-no-second-greeting.ts'

test('Who takes more time inside TLS than an answer is withheld does not wait for a greeting', async () => {
  const slow = clientVariant({
    name: 'takes-its-time',
    place: 'submission',
    patch: (Base) =>
      class extends Base {
        override async discoverAgain() {
          await delay(withholdMs + 200)
          await super.discoverAgain()
        }
      },
  })
  expect(await runChangedClient(slow, [awaitsNoSecondGreeting])).toMatchObject([{ verdict: 'pass' }])
})
