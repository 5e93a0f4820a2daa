import { accountCheck, patternOf } from '../../../visit/account-check.ts'
import { enteredBy, triedBy } from '../../../visit/account-encounter.ts'
import { withoutTls } from '../../../visit/site.ts'

export const tlsAvailable = accountCheck({
  id: 'rfc8314/client/tls-available',
  decides: ['rfc8314-5-11'],
  purpose: 'the user of an account without TLS is told when its server has TLS',
  async run(encounter) {
    const { stay, access, submission, expect, expectDone, notApplicable } = encounter
    const { establish, change, launch } = await stay({
      servers: {
        in: { protocol: access.starttls, ...withoutTls },
        ...(submission && { out: { protocol: 'submission', ...withoutTls } }),
      },
    })
    const before = await establish({ consent: true, reduced: true })
    if (!triedBy(before, 'cleartext').includes('in') || !enteredBy(before).includes('in')) {
      notApplicable('the client has no account without TLS')
    }
    const pattern = patternOf(encounter, 'tls-available')
    expect(!pattern.test(before.outcome.output), 'the client says that TLS is available where it is not')
    change('in', { settings: {} })
    const after = await launch('connect')
    expectDone(pattern.test(after.outcome.output), 'the server offers STARTTLS now, and the client does not say so')
  },
})
