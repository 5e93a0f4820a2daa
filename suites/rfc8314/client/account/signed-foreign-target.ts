import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy, visitedBy } from '../../../visit/account-encounter.ts'
import { hosts } from '../../../visit/site.ts'

export const signedForeignTarget = accountCheck({
  id: 'rfc8314/client/signed-foreign-target',
  records: ['imp-rfc7817-3-3'],
  purpose: 'whether a host outside the domain that a signed record names is a name to look for in the certificate',
  async run({ stay, access, seen }) {
    const { tls: protocol } = access
    const { establish } = await stay({
      servers: { in: { protocol, host: hosts.foreign, certificate: { names: { dns: [hosts.foreign] } } } },
    })
    const launch = await establish()
    if (enteredBy(launch).includes('in')) return seen('used')
    return seen(visitedBy(launch).includes('in') ? 'refused by its certificate' : 'not connected to')
  },
})
