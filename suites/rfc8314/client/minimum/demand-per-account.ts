import { withoutStarttls } from '../../../shortfall/patches.ts'
import { expectNothingDone } from '../../../shortfall/shortfall-check.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { newProfile } from '../../../visit/encounter.ts'

/** The modes in which less than the minimum will do. */
const lesser = ['starttls-if-possible', 'cleartext'] as const

export const demandPerAccount = clientCheck({
  id: 'rfc8314/client/demand-per-account',
  roles: ['mua'],
  decides: ['rfc8314-5.2-2'],
  purpose: 'one account without the demand for TLS takes it from no other',
  async run(encounter) {
    const { meets, client, language, notApplicable } = encounter
    const mode = lesser.find((each) => client.speaks[language]?.includes(each))
    if (!mode) notApplicable('the client has no mode without the demand')
    const usual = { patches: withoutStarttls, settings: { authBeforeTls: true } }
    const profile = await newProfile(encounter)
    await meets({ ...usual, request: { profile, mode } })
    // another port: another account
    expectNothingDone(encounter, await meets({ ...usual, request: { profile } }))
  },
})
