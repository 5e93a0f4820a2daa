import { accountCheck } from '../../../visit/account-check.ts'
import { askedFor, endOf, visitedBy } from '../../../visit/account-encounter.ts'

export const srvDiscovery = accountCheck({
  id: 'rfc8314/client/srv-discovery',
  decides: ['rfc8314-5-1'],
  purpose: 'servers are found by SRV records while an account is set up',
  withoutControl: true,
  async run({ ordinary, access, expect, inconclusive }) {
    const launch = await ordinary()
    const end = endOf(launch)
    if (launch.questions.length === 0) {
      inconclusive('never-asked', `the client never asked the resolver that it was told: ${end}`)
    }
    expect(
      askedFor(launch, access.tls) || askedFor(launch, access.starttls),
      `the client asked DNS for ${launch.questions.map(({ name, type }) => `${name} ${type}`).join(', ')} only`,
    )
    if (visitedBy(launch).length === 0) {
      inconclusive('control-failed', `the client did not connect to what SRV records name: ${end}`)
    }
  },
})
