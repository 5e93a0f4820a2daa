import { account } from '../../account.ts'
import { alert, answering } from '../../bugs/answering.ts'
import { variantFamily } from '../../bugs/family.ts'
import { hostOf } from '../../reference/zone.ts'

const domain = account.mailbox.split('@')[1]!

/** Knows the name of its host, and not the mail domain: unrecognized_name (RFC 6066, section 3). */
export const refusesOtherNamesVariants = variantFamily({
  name: 'refuses-other-names',
  endpoints: ['submissions', 'imap'],
  patch: answering(({ bytes }) => bytes.includes(domain) && !bytes.includes(hostOf(domain)) && alert(112)),
})
