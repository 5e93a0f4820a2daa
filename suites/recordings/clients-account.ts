import type { ClientChange } from '../../clients/bugs/bug.ts'
import { accountVariants } from '../../clients/variants/account/list.ts'

/** For each recording check of accounts, by the end of its id, a client on which it sees something else than on the reference. */
export const accountClientOthers: Record<string, ClientChange> = {
  'other-discovery': variant('asks-for-autoconfig'),
  'signed-foreign-target': variant('compares-the-mail-domain-only'),
  'srv-looked-up-later': variant('follows-signed-records-at-every-connection'),
  pinning: variant('never-pins'),
}

function variant(name: string): ClientChange {
  const found = accountVariants.find((each) => each.name === name)
  if (!found) throw new Error(`expected the name of a variant, found "${name}"`)
  return found
}
