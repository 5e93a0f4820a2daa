import type { Zone } from '../../../../harness/dns/zone.ts'
import { actionsInside, throwUnlessByName } from '../../../certificates/shown.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Encounter } from '../../../visit/encounter.ts'
import { outcomeText } from '../../../visit/endings.ts'
import { expectThrough } from '../../../visit/through.ts'

const alias = 'alias.example.test'
const canonical = 'canonical.example.test'

export const aliasIsTheReference = clientCheck({
  id: 'rfc8314/client/alias-is-the-reference',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc7817-3-2'],
  purpose: 'the certificate has to hold the name that the user gave, and not the one that DNS has for it',
  async run(encounter) {
    throwWithoutResolver(encounter)
    const [byAlias, byCanonical] = await Promise.all(
      [alias, canonical].map((name) =>
        encounter.meets({
          request: { host: alias },
          certificate: { names: { dns: [name] } },
          zones: ({ address }) => [aliasZone(address)],
        }),
      ),
    )
    const behind = actionsInside(byCanonical!, encounter)
    encounter.expect(behind.length === 0, `${alias} is an alias, and a certificate for ${canonical} is accepted`)
    if (!byAlias!.worked)
      encounter.inconclusive('control-failed', `no session behind an alias: ${outcomeText(byAlias!.outcome)}`)
  },
})

/** Not signed: what is derived securely may be compared with (RFC 7817, section 3). */
function aliasZone(address: string): Zone {
  return {
    origin: '.',
    signed: false,
    records: [
      { name: alias, type: 'CNAME', data: canonical },
      { name: canonical, type: 'A', data: address },
    ],
  }
}

const uLabel = 'bücher.example.test'
const aLabel = 'xn--bcher-kva.example.test'

export const internationalizedName = clientCheck({
  id: 'rfc8314/client/internationalized-name',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc6125-6.4.2-1'],
  purpose: 'a host that is given in U-labels is compared with the A-labels of the certificate',
  async run(encounter) {
    throwWithoutResolver(encounter)
    const visit = await encounter.meets({
      request: { host: uLabel },
      certificate: { names: { dns: [aLabel] } },
      zones: ({ address }) => [{ origin: '.', signed: true, records: [{ name: aLabel, type: 'A', data: address }] }],
      mayStayAway: true,
    })
    const { sessions, outcome } = visit
    if (sessions.length === 0) encounter.notApplicable(`the client takes no U-labels: ${outcomeText(outcome)}`)
    const refused = `the certificate for ${aLabel} is refused where the host is ${uLabel}`
    await throwUnlessByName(visit, refused, encounter)
    expectThrough(encounter, visit, refused)
  },
})

function throwWithoutResolver({ client, notApplicable }: Encounter): void {
  if (!client.takes.includes('resolver')) notApplicable('the client cannot be told whom to ask for names')
}
