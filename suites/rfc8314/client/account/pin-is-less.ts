import { accountCheck, patternOf } from '../../../visit/account-check.ts'
import { triedBy } from '../../../visit/account-encounter.ts'
import { pinnedAccount } from './pinned-account.ts'

export const pinBelowMinimum = accountCheck({
  id: 'rfc8314/client/pin-below-minimum',
  decides: ['rfc8314-5.3-4'],
  purpose: 'a pinned certificate does not give the minimum level of confidentiality',
  connections: 2,
  async run(encounter) {
    const { client, expect, notApplicable, seen } = encounter
    const { launch } = await pinnedAccount(encounter)
    if (!client.can.includes('require')) notApplicable('no such command: require')
    const { outcome } = await launch('require')
    seen(outcome.success ? 'the minimum is demanded' : 'the minimum cannot be demanded')
    if (!outcome.success) return
    const tried = triedBy(await launch('connect'))
    expect(tried.length === 0, 'the client logs in at servers that are pinned, though the minimum is demanded')
  },
})

export const pinNotConfidential = accountCheck({
  id: 'rfc8314/client/pin-not-confidential',
  decides: ['rfc8314-5.4-5'],
  purpose: 'the user is not told that a pinned connection is confidential',
  connections: 2,
  async run(encounter) {
    const { ordinary, expect, notApplicable } = encounter
    const { established } = await pinnedAccount(encounter)
    const pattern = patternOf(encounter, 'confidential')
    if (!pattern.test((await ordinary()).outcome.output)) notApplicable('the client never says so')
    expect(!pattern.test(established.outcome.output), 'the client calls a connection confidential that rests on a pin')
  },
})
