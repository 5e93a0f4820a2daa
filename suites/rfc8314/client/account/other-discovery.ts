import { accountCheck } from '../../../visit/account-check.ts'
import { hosts } from '../../../visit/site.ts'

export const otherDiscovery = accountCheck({
  id: 'rfc8314/client/other-discovery',
  records: ['rfc8314-5-2'],
  purpose: 'which other names the set-up asks DNS for',
  async run({ ordinary, seen }) {
    const { questions } = await ordinary()
    const others = questions.filter(
      ({ name, type }) => type !== 'SRV' && type !== 'TLSA' && name !== hosts.usual && type !== 'CNAME',
    )
    const listed = [...new Set(others.map(({ name, type }) => `${name} ${type}`))].toSorted()
    seen(listed.length > 0 ? 'other names' : 'no other names', { listed })
  },
})
