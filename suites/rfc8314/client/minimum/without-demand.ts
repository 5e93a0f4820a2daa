import { withoutStarttls } from '../../../shortfall/patches.ts'
import { patternOf } from '../../../visit/account-check.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { actionsAmong, listed } from '../../../visit/commands.ts'

const withoutTls = { patches: withoutStarttls, settings: { authBeforeTls: true } }

export const demandCanBeDropped = clientCheck({
  id: 'rfc8314/client/demand-can-be-dropped',
  roles: ['mua'],
  mode: 'starttls-if-possible',
  records: ['rfc8314-5.2-5'],
  purpose: 'whether the demand for TLS can be switched off',
  async run({ meets, language, seen }) {
    const { cleartext } = await meets(withoutTls)
    seen(actionsAmong(cleartext, language).length > 0 ? 'goes on without TLS' : 'demands TLS all the same')
  },
})

/** For each mode with less than the minimum: its user is told what that means. */
export const warnings = (['starttls-if-possible', 'cleartext'] as const).map((mode) =>
  clientCheck({
    id: `rfc8314/client/warning-where-${mode}`,
    roles: ['mua'],
    mode,
    decides: ['rfc8314-5.2-6'],
    purpose: `the user is warned that nothing is kept private (${mode})`,
    async run(encounter) {
      const { outcome, cleartext } = await encounter.meets(withoutTls)
      if (actionsAmong(cleartext, encounter.language).length === 0) return encounter.seen('demands TLS all the same')
      const warned = patternOf(encounter, 'warning').test(outcome.output)
      encounter.expect(warned, 'the client goes on without TLS and does not warn its user')
      encounter.seen('warns')
    },
  }),
)

export const starttlsWhereOffered = clientCheck({
  id: 'rfc8314/client/starttls-where-offered',
  roles: ['mua'],
  mode: 'starttls-if-possible',
  decides: ['rfc8314-5.2-9'],
  purpose: 'without the demand for TLS it is used where it is offered',
  async run({ meets, language, expect }) {
    const { cleartext } = await meets({ settings: withoutTls.settings })
    const done = actionsAmong(cleartext, language)
    expect(done.length === 0, `STARTTLS is offered, and the client sent ${listed(done)} without TLS`)
  },
})
