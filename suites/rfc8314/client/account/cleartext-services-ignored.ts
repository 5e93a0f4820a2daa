import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy } from '../../../visit/account-encounter.ts'
import { withoutTls } from '../../../visit/site.ts'

export const cleartextServicesIgnored = accountCheck({
  id: 'rfc8314/client/cleartext-services-ignored',
  decides: ['rfc8314-5.1-2'],
  purpose: 'services without TLS are passed over, whatever their priority',
  async run({ stay, access, submission, expect, expectDone }) {
    const { establish } = await stay({
      servers: {
        'cleartext in': { protocol: access.starttls, priority: 0, ...withoutTls },
        in: { protocol: access.tls, priority: 20 },
        ...(submission && {
          'cleartext out': { protocol: 'submission', priority: 0, ...withoutTls },
          out: { protocol: submission.tls, priority: 20 },
        }),
      },
    })
    const entered = enteredBy(await establish())
    expect(!entered.some((name) => name.startsWith('cleartext')), `the client logged in at ${entered.join(', ')}`)
    expectDone(
      entered.includes('in'),
      'the service with TLS is not used, beside one without it of a lower priority number',
    )
  },
})
