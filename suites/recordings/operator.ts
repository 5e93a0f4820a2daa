import type { Change } from '../../servers/bugs/bug.ts'
import { named } from './named.ts'

/** For each recording check of this group, by the end of its id, a server on which it sees something else than on the reference. */
export const operatorOthers: Record<string, Change> = {
  'certificate-hosts': named('certificates-for-the-host-only'),
  'certificate-identifiers': named('wildcard-certificates'),
  'certificates-by-server-name': named('certificates-for-the-host-only'),
  'old-versions-way': named('old-tls-without-login'),
}
