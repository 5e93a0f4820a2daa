import { withoutStarttls } from '../../shortfall/patches.ts'
import { patternOf } from '../../visit/account-check.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { actionsAmong } from '../../visit/commands.ts'

export const warnsOrRefuses = clientCheck({
  id: 'rfc2595/client/warns-or-refuses',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  decides: ['imp-rfc2595-9-1'],
  purpose: 'where TLS is demanded and an attacker has removed it, the client stops, or warns at least',
  async run(encounter) {
    const { meets, language, expect, seen } = encounter
    const { cleartext, outcome } = await meets({ patches: withoutStarttls, settings: { authBeforeTls: true } })
    if (actionsAmong(cleartext, language).length === 0) return seen('refuses')
    const warned = patternOf(encounter, 'warning').test(outcome.output)
    expect(warned, 'the client goes on without TLS and does not warn its user')
    seen('warns')
  },
})
