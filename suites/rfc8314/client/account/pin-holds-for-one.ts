import { accountCheck } from '../../../visit/account-check.ts'
import { triedBy } from '../../../visit/account-encounter.ts'
import { hosts, named } from '../../../visit/site.ts'
import { pinnable, pinnedAccount } from './pinned-account.ts'

export const pinHoldsForOneCertificate = accountCheck({
  id: 'rfc8314/client/pin-holds-for-one-certificate',
  decides: ['rfc8314-5.4-1'],
  purpose: 'a pin holds for the certificate that was accepted, and for its host',
  connections: 2,
  async run(encounter) {
    const { access, submission, expect } = encounter
    const { change, launch } = await pinnedAccount(encounter)
    change('in', { certificate: 'untrusted-root' })
    expect(
      !triedBy(await launch('connect')).includes('in'),
      'the client logs in, though the server shows another certificate than the one that was pinned',
    )
    if (!submission) return
    const certificate = named(pinnable, { protocol: access.tls })
    const elsewhere = await pinnedAccount(encounter, {
      in: { protocol: access.tls, certificate },
      out: { protocol: submission.tls, host: hosts.other },
    })
    elsewhere.change('out', { certificate })
    expect(
      !triedBy(await elsewhere.launch('connect')).includes('out'),
      `the certificate that was pinned for ${hosts.usual} is accepted from ${hosts.other}`,
    )
  },
})
