import type { Check } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { chose, throwUnlessTlsWorks, offerVersion, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

const forbidden = [
  { version: 'TLSv1.1', name: 'tls-1-1', decides: 'imp-rfc8996-5-1', text: 'TLS 1.1' },
  { version: 'TLSv1', name: 'tls-1-0', decides: 'imp-rfc8996-4-1', text: 'TLS 1.0' },
  { version: 'SSLv2', name: 'ssl-2', decides: 'imp-rfc6186-6-7', text: 'SSL 2.0' },
] as const

/** For each version that is forbidden, whether the server goes on with it when nothing newer is offered. */
export const oldVersions: readonly Check[] = forbidden.map(({ version, name, decides, text }) =>
  check({
    id: `rfc8314/server/${name}-refused`,
    roles: tlsRoles,
    ports: 'any',
    decides: [decides],
    connections: 1,
    purpose: `${text} is not negotiated`,
    async run(context) {
      const answer = await offerVersion(context, version)
      context.seen(textOf(answer))
      context.expect(!chose(answer, version), `${text} is negotiated when nothing newer is offered`)
      throwUnlessTlsWorks(context)
    },
  }),
)
