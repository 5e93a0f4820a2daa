import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy, triedBy } from '../../../visit/account-encounter.ts'
import { pinnable } from './pinned-account.ts'

export const noPinLater = accountCheck({
  id: 'rfc8314/client/no-pin-later',
  decides: ['rfc8314-5.4-2'],
  purpose: 'no pin is offered where the certificate of an account that exists does not validate',
  async run({ stay, client, access, expect, inconclusive }) {
    const { establish, change, launch } = await stay({ servers: { in: { protocol: access.tls } } })
    if (!enteredBy(await establish()).includes('in')) inconclusive('control-failed', 'the client set no account up')
    change('in', { certificate: pinnable })
    const declining = await launch('connect')
    if (triedBy(declining).includes('in')) inconclusive('accepted', 'the client accepts the certificate unasked')
    const accepting = await launch('connect', { consent: true })
    const offered = [declining, accepting].some(({ outcome }) => client.patterns['pin-offered']?.test(outcome.output))
    expect(!offered, 'the client offers to accept the certificate')
    expect(!triedBy(accepting).includes('in'), 'the client accepts the certificate if its user says yes')
  },
})
