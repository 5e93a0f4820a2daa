import { hostOf } from '../../reference/zone.ts'
import { alert, answering } from '../answering.ts'
import { account } from '../../account.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

const host = hostOf(account.mailbox.split('@')[1]!)

/** RFC 8314, section 4.4: only the mail domains are known, and not the host that SRV records lead to: unrecognized_name. */
export const refusesItsOwnName = bugFamily({
  name: 'refuses-its-own-name',
  endpoints: implicitTlsPorts,
  violates: ['rfc8314-4.4-lc1'],
  hides: true,
  patch: answering(({ bytes }) => bytes.includes(host) && alert(112)),
})
