import { clientCheck } from '../../visit/client-check.ts'
import { notAvailable, type Upgrade, watching } from '../../upgrade/watching.ts'

export const eachStatusOfAGroup = clientCheck({
  id: 'rfc3207/client/each-status-of-a-group',
  roles: ['smtp-client'],
  languages: ['smtp'],
  decides: ['imp-rfc2920-3.1-1'],
  purpose: 'where a group of commands ends with STARTTLS, its own answer is the one that counts',
  async run({ meets, expect, notApplicable, inconclusive }) {
    const upgrades: Upgrade[] = []
    await meets({ patches: watching(upgrades, { answer: notAvailable }) })
    if (upgrades.length === 0) inconclusive('control-failed', 'the client never sends STARTTLS')
    const grouped = upgrades.filter((each) => each.grouped)
    if (grouped.length === 0) notApplicable('the client sends STARTTLS in no group')
    expect(!grouped.some(({ begun }) => begun), 'an answer before the 454 is taken for that to STARTTLS')
  },
})
