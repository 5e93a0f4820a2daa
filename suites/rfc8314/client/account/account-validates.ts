import { withOldTls } from '../../../shortfall/old-tls.ts'
import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, enteredBy, type Stay, triedBy } from '../../../visit/account-encounter.ts'
import type { ServerScript } from '../../../visit/site.ts'

/** An account that works, whose server is another one from now on. */
async function changedAccount(
  { stay, access, inconclusive }: AccountEncounter,
  change: Partial<ServerScript>,
): Promise<Stay> {
  const account = await stay({ servers: { in: { protocol: access.tls } } })
  if (!enteredBy(await account.establish()).includes('in'))
    inconclusive('control-failed', 'the client set no account up')
  account.change('in', change)
  return account
}

export const accountValidates = accountCheck({
  id: 'rfc8314/client/account-validates',
  decides: ['rfc8997-3-6'],
  purpose: 'an account that was set up demands a certificate that validates',
  async run(encounter) {
    const { launch } = await changedAccount(encounter, { certificate: 'untrusted-root' })
    const tried = triedBy(await launch('connect'))
    encounter.expect(!tried.includes('in'), 'the client logs in, though the certificate is not trusted any more')
  },
})

export const accountDemandsTls12 = accountCheck({
  id: 'rfc8314/client/account-demands-tls-1-2',
  decides: ['rfc8997-3-7'],
  purpose: 'an account that was set up demands TLS 1.2 or later',
  async run(encounter) {
    for (const script of withOldTls()) {
      const { launch } = await changedAccount(encounter, script)
      const tried = triedBy(await launch('connect'))
      encounter.expect(!tried.includes('in'), 'the client logs in over TLS 1.1')
    }
  },
})
