import { serving } from '../../../../servers/bugs/family.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Encounter } from '../../../visit/encounter.ts'
import type { Visit } from '../../../visit/visit.ts'
import { helloOf } from './hello.ts'

const versions = ['TLSv1.2', 'TLSv1.3'] as const

/** What the client makes of a server that has this version only. */
async function visitWithOnly(version: (typeof versions)[number], { meetsOnce }: Encounter): Promise<Visit> {
  return await meetsOnce(version, { patches: serving({ minVersion: version, maxVersion: version }) })
}

/** Which of the versions that are in use the client speaks to a server that has no other. */
async function spoken(encounter: Encounter): Promise<string[]> {
  const visits = await Promise.all(versions.map((version) => visitWithOnly(version, encounter)))
  return versions.filter((_, i) => visits[i]!.sessions.some(({ tls }) => tls !== undefined))
}

export const speaksTls12OrLater = clientCheck({
  id: 'rfc8314/client/tls-1-2-or-later',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  decides: ['rfc8997-3-4'],
  withoutControl: true,
  purpose: 'a handshake comes out well with a server that has TLS 1.2 or TLS 1.3 only',
  async run(encounter) {
    const found = await spoken(encounter)
    if (found.length > 0) return encounter.seen(found.join(' and '))
    const hello = helloOf(await visitWithOnly('TLSv1.2', encounter))
    if (!hello) return encounter.inconclusive('no-handshake', 'the client begins no handshake')
    const offered = hello.kind === 'tls' ? hello.versions : []
    encounter.expect(
      versions.some((version) => offered.includes(version)),
      `nothing newer than ${offered.join(', ') || 'SSL 2.0'} is offered`,
    )
    encounter.inconclusive('control-failed', `${offered.join(', ')} is offered, and no handshake comes out well`)
  },
})

export const versionsSpoken = clientCheck({
  id: 'rfc8314/client/versions',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  records: ['imp-rfc9325-3.1.1-5', 'imp-rfc9325-3.1.1-6'],
  purpose: 'which of TLS 1.2 and TLS 1.3 the client speaks',
  async run(encounter) {
    encounter.seen((await spoken(encounter)).join(' and ') || 'neither')
  },
})
