import { withOldTls } from '../../../shortfall/old-tls.ts'
import { withoutStarttls } from '../../../shortfall/patches.ts'
import { expectNothingDone } from '../../../shortfall/shortfall-check.ts'
import { nothingRight } from '../../../upgrade/nothing-right.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { actionsAmong, listed } from '../../../visit/commands.ts'
import type { Encounter, Script } from '../../../visit/encounter.ts'

const bait = { authBeforeTls: true }

export const defaultDemandsTls = clientCheck({
  id: 'rfc8314/client/default-demands-tls',
  roles: ['mua'],
  mode: 'default',
  decides: ['rfc8314-5.2-1'],
  purpose: 'where its user has chosen nothing, the client does nothing without TLS',
  async run(encounter) {
    expectNothingDone(encounter, await encounter.meets({ patches: withoutStarttls, settings: bait }))
  },
})

export const defaultValidates = clientCheck({
  id: 'rfc8314/client/default-validates',
  roles: ['mua'],
  mode: 'default',
  decides: ['rfc8997-3-6'],
  purpose: 'what a client demands by default includes a certificate that is valid',
  async run(encounter) {
    const done = await doneByDefault(encounter, { certificate: nothingRight })
    encounter.expect(done === '', `by default the client sent ${done} behind a certificate that is not valid`)
  },
})

export const defaultTlsVersion = clientCheck({
  id: 'rfc8314/client/default-tls-version',
  roles: ['mua'],
  mode: 'default',
  decides: ['rfc8997-3-7'],
  purpose: 'what a client demands by default includes TLS 1.2 or newer',
  async run(encounter) {
    const done = await doneByDefault(encounter, ...withOldTls())
    encounter.expect(done === '', `by default the client sent ${done} without TLS 1.2 or newer`)
  },
})

/** What it does by default on such servers. Who demands nothing by default breaks 5.2-1, and has no level to speak of. */
async function doneByDefault(
  { meets, language, notApplicable }: Encounter,
  ...scripts: readonly Script[]
): Promise<string> {
  const [bare, ...visits] = await Promise.all([
    meets({ patches: withoutStarttls, settings: bait }),
    ...scripts.map((script) => meets({ settings: bait, ...script })),
  ])
  if (actionsAmong(bare.cleartext, language).length > 0) {
    notApplicable('by default the client demands nothing, not even TLS')
  }
  const commands = visits.flatMap(({ cleartext, inside }) => [...cleartext, ...inside])
  return listed(actionsAmong(commands, language))
}
