import type { TlsVersion } from '../../../harness/hello/codes.ts'
import { check } from '../../check.ts'
import { chose, offerVersion, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

const all: readonly TlsVersion[] = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3']

export const versions = check({
  id: 'rfc8314/server/versions',
  roles: tlsRoles,
  ports: 'any',
  // a TLS 1.3 server that has no 1.2 satisfies RFC 8314; RFC 9325 would have both
  records: ['imp-rfc9325-3.1.1-5', 'imp-rfc9325-3.1.1-6', 'rfc8997-3-lc1'],
  connections: 1,
  purpose: 'which versions of TLS and SSL are negotiated, and how the others are refused',
  async run(context) {
    const taken: string[] = []
    const refused: Record<string, string> = {}
    for (const version of all) {
      const answer = await offerVersion(context, version)
      if (chose(answer, version)) taken.push(version)
      else refused[version] = textOf(answer)
    }
    context.seen(taken.join(', ') || 'none', { refused })
  },
})
