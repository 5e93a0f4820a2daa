import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy, triedBy } from '../../../visit/account-encounter.ts'
import { withoutTls } from '../../../visit/site.ts'

export const tlsDemandedAfterSetUp = accountCheck({
  id: 'rfc8314/client/tls-demanded-after-set-up',
  decides: ['rfc8314-5.1-3'],
  purpose: 'an account that was set up on its own demands TLS of all its servers',
  async run({ stay, access, submission, expect, inconclusive, notApplicable }) {
    if (!access.knowsStarttls) notApplicable('the client does not use STARTTLS')
    const { establish, change, launch } = await stay({
      servers: { in: { protocol: access.starttls }, ...(submission && { out: { protocol: 'submission' } }) },
    })
    const before = await establish()
    if (!enteredBy(before).includes('in')) {
      inconclusive('control-failed', `the client does not use ${access.starttls} with STARTTLS`)
    }
    change('in', withoutTls)
    const withoutAccess = triedBy(await launch('connect'), 'cleartext')
    expect(!withoutAccess.includes('in'), 'the client logs in without TLS where its mailbox is, once STARTTLS is gone')
    if (!submission?.knowsStarttls) return
    change('in', { settings: {} })
    change('out', withoutTls)
    const withoutSubmission = triedBy(await launch('connect'), 'cleartext')
    expect(!withoutSubmission.includes('out'), 'the client logs in without TLS to send mail, once STARTTLS is gone')
  },
})
