import { accountCheck } from '../../../visit/account-check.ts'
import { triedBy } from '../../../visit/account-encounter.ts'
import { domain } from '../../../visit/site.ts'
import { pinnedAccount } from './pinned-account.ts'

const another = { address: `somebody-else@${domain}` }

export const pinOfOneAccount = accountCheck({
  id: 'rfc8314/client/pin-of-one-account',
  decides: ['rfc8314-5.4-3'],
  purpose: 'a certificate that was pinned for one account does not validate connections of another',
  connections: 2,
  async run(encounter) {
    const { establish } = await pinnedAccount(encounter)
    const tried = triedBy(await establish(another))
    encounter.expect(tried.length === 0, `the client logs in with a second account, for which nothing was accepted`)
  },
})
