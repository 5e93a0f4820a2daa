import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy } from '../../../visit/account-encounter.ts'
import { serversWith } from './pinned-account.ts'

/** Why a certificate may be offered for pinning (RFC 8314, section 5.4). */
const reasons = {
  expired: 'expired',
  'no chain of trust': 'self-signed',
  'another name': { names: { dns: ['mail.example.com'] } },
} as const

export const pinning = accountCheck({
  id: 'rfc8314/client/pinning',
  records: ['rfc8314-5.3-3', 'rfc8314-5.4-1'],
  purpose: 'which certificates may be pinned while an account is set up',
  connections: 3,
  async run(encounter) {
    const { stay, seen } = encounter
    const pinned = await Promise.all(
      Object.entries(reasons).map(async ([reason, certificate]) => {
        const { establish } = await stay({ servers: serversWith(encounter, certificate) })
        return enteredBy(await establish({ consent: true })).includes('in') ? [reason] : []
      }),
    )
    seen(pinned.flat().length > 0 ? 'may be pinned' : 'none', { reasons: pinned.flat() })
  },
})
