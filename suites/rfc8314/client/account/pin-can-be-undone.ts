import { accountCheck } from '../../../visit/account-check.ts'
import { triedBy } from '../../../visit/account-encounter.ts'
import { pinnedAccount } from './pinned-account.ts'

export const pinCanBeUndone = accountCheck({
  id: 'rfc8314/client/pin-can-be-undone',
  decides: ['rfc8314-5.4-4'],
  purpose: 'the user can take a pin back',
  connections: 2,
  async run(encounter) {
    const { client, expect, inconclusive } = encounter
    const { launch } = await pinnedAccount(encounter)
    if (!client.can.includes('unpin')) {
      inconclusive('not-declared', 'name a command for unpin in mailtls.yaml, or declare the clause')
    }
    await launch('unpin', { consent: true })
    const tried = triedBy(await launch('connect'))
    expect(!tried.includes('in'), 'the client still logs in at the server whose pin was taken back')
  },
})
