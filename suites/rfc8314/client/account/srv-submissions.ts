import { accountCheck } from '../../../visit/account-check.ts'
import { askedFor } from '../../../visit/account-encounter.ts'

export const srvSubmissions = accountCheck({
  id: 'rfc8314/client/srv-submissions',
  decides: ['rfc8314-5.1-1'],
  purpose: 'the set-up asks for submission servers, too, those with implicit TLS among them',
  async run({ ordinary, submission, expect, notApplicable }) {
    if (!submission?.knowsImplicitTls) notApplicable('the client sends no mail with implicit TLS')
    const launch = await ordinary()
    expect(askedFor(launch, 'submissions'), 'the client never asked for _submissions._tcp')
  },
})
