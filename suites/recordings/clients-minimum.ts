import type { ClientChange } from '../../clients/bugs/bug.ts'
import { speaksBeforeTls } from '../../clients/bugs/minimum/implicit.ts'
import { demandsTlsAlways, leavesClosingToTheServer } from '../../clients/variants/minimum/ways.ts'

/** For each recording check of this group, a client on which it sees something else than on the reference. */
export const minimumOthers: Record<string, ClientChange> = {
  'rfc8314/client/demand-can-be-dropped': demandsTlsAlways[0]!,
  'rfc8314/client/tls-only-port': speaksBeforeTls[0]!,
  'rfc8314/client/hasty-close': leavesClosingToTheServer[0]!,
}
