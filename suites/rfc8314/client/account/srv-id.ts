import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, enteredBy, triedBy } from '../../../visit/account-encounter.ts'
import { domain } from '../../../visit/site.ts'

/** An account whose server has a certificate with SRV-IDs and no other name. */
async function accountWith({ stay, access }: AccountEncounter, srv: readonly string[]) {
  const { establish } = await stay({ servers: { in: { protocol: access.tls, certificate: { names: { srv } } } } })
  return await establish()
}

export const srvId = accountCheck({
  id: 'rfc8314/client/srv-id',
  decides: ['imp-rfc7817-3-6'],
  purpose: 'a certificate is accepted that names the service of the mail domain in an SRV-ID',
  async run(encounter) {
    const name = `_${encounter.access.tls}.${domain}`
    const launch = await accountWith(encounter, [name])
    encounter.expectDone(enteredBy(launch).includes('in'), `the client refuses a certificate with the SRV-ID ${name}`)
  },
})

export const srvIdOfAnother = accountCheck({
  id: 'rfc8314/client/srv-id-of-another',
  decides: ['imp-rfc7817-3-4'],
  purpose: 'an SRV-ID is compared with the mail domain, and with the service',
  connections: 2,
  async run(encounter) {
    const { access, expect } = encounter
    const others = [`_${access.tls}.example.net`, `_ldap.${domain}`]
    await Promise.all(
      others.map(async (name) => {
        const tried = triedBy(await accountWith(encounter, [name]))
        expect(!tried.includes('in'), `the client logs in at a server whose certificate has the SRV-ID ${name}`)
      }),
    )
  },
})
