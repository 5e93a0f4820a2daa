import { check } from '../../check.ts'
import { notNow } from '../../temporary.ts'
import { listedOn } from './attempt-login.ts'
import { compareRefusals, type Pair } from './compare-refusals.ts'
import { meansOf } from './means.ts'

export const barredUserSameRefusal = check({
  id: 'rfc8314/server/barred-user-same-refusal',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  decides: ['rfc8314-4.1-3', 'rfc8314-4.1-4'],
  setUp: 'user-barred',
  harms: ['cleartext-password', 'failed-logins'],
  connections: 8,
  purpose: 'a user who is barred from cleartext logins gets the same refusal for the right password as for a wrong one',
  async run({ connect, account, runId, expect, seen, inconclusive }) {
    const { user, password } = account()
    const pair: Pair = () => [
      { user, password: `wrong-${runId}` },
      { user, password },
    ]
    const { dialogue, listed } = await listedOn(connect)
    const all = meansOf(dialogue, listed)
    const comparisons: Awaited<ReturnType<typeof compareRefusals>>[] = []
    // up to four connections each, so two at a time
    for (let i = 0; i < all.length; i += 2) {
      const some = all.slice(i, i + 2).map((means) => compareRefusals(connect, means, pair))
      comparisons.push(...(await Promise.all(some)))
    }
    const letIn = comparisons.filter((each) => each.letIn[1]).map(({ means }) => means)
    if (letIn.length > 0) inconclusive('not-barred', `the account is let in without TLS, by ${letIn.join(', ')}`)
    for (const { means, difference: [wrong, right] = [], temporary } of comparisons) {
      const told = right !== wrong && temporary === undefined
      expect(!told, `${means}: a wrong password draws "${wrong}", the right one "${right}"`)
    }
    for (const { temporary } of comparisons) if (temporary !== undefined) notNow(temporary)
    // how long a refusal takes is a sign, too, and too weak a one to accuse anybody (docs/interpretations.md)
    const milliseconds = comparisons.map(
      ({ means, milliseconds: [wrong, right] }) => [means, { wrong, right }] as const,
    )
    seen('refused alike', { milliseconds: Object.fromEntries(milliseconds) })
  },
})
