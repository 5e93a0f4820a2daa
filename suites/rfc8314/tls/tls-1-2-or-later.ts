import type { Context } from '../../../harness/check.ts'
import { isDecision, type Reason } from '../../../harness/verdict.ts'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'
import { offerVersion } from './offer.ts'
import { tlsRoles } from './roles.ts'

const recent = ['TLSv1.2', 'TLSv1.3']

export const tls12OrLater = check({
  id: 'rfc8314/server/tls-1-2-or-later',
  roles: tlsRoles,
  ports: 'any',
  decides: ['rfc8314-4-12'],
  // what has older versions only, with suites that our TLS engine lacks, is found by its ServerHello
  evenUnreached: true,
  connections: 1,
  purpose: 'TLS 1.2 or a newer version works',
  async run(context) {
    const facts = await secured(context)
    if ('version' in facts) return context.seen(facts.version)
    const answer = await offerVersion(context, 'TLSv1.2')
    const older = answer.kind === 'hello' && !recent.includes(answer.version) ? answer.version : undefined
    context.expect(!older, `where TLS 1.2 is offered ${older} is chosen, and no handshake with 1.2 or 1.3 works`)
    context.inconclusive(facts.code, facts.text)
  },
})

/** What a full handshake with a recent version settles, or why there is none. */
async function secured({ connectSecurely }: Pick<Context, 'connectSecurely'>): Promise<TlsFacts | Reason> {
  try {
    const { peer } = await connectSecurely({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' })
    peer.close()
    return peer.tls!
  } catch (error) {
    if (isDecision(error)) return error.reason
    throw error
  }
}
