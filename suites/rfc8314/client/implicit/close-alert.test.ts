import { expect, test } from 'vitest'
import type { CommonPatch } from '../../../../clients/reference/classes.ts'
import { Refused } from '../../../../clients/reference/refused.ts'
import { leavesClosingToTheServer } from '../../../../clients/variants/minimum/ways.ts'
import { run } from '../../../../harness/run.ts'
import { referenceClientSubject } from '../../../client-subject.ts'
import { closeAlert } from './close-alert.ts'

/** Ends TCP without a close alert behind its login, where others say goodbye. */
const hangsUp: CommonPatch = (Base) =>
  class extends Base {
    override async bye() {
      this.mayQuit = false
      await this.peer.endTcp()
    }
  }

/** The same, since something went wrong. */
const breaksOff: CommonPatch = (Base) =>
  class extends hangsUp(Base) {
    override async bye() {
      await super.bye()
      throw new Refused('The mailbox is read-only')
    }
  }

const [waits] = leavesClosingToTheServer

test.each([
  ['breaks off without a close alert and reports failure', { session: breaksOff }, 'inconclusive', 'no-goodbye'],
  ['hangs up without a close alert when all is done', { session: hangsUp }, 'fail', 'violation'],
  ['waits for the server to close', waits!.patch, 'not-applicable', 'not-applicable'],
] as const)('What is said of a client that %s', async (_, patch, verdict, code) => {
  const subject = referenceClientSubject({ patch })
  const { results } = await run(subject, [closeAlert], { places: [waits!.place] })
  expect(results.map((result) => [result.verdict, result.reason?.code])).toEqual([[verdict, code]])
})
