import { actionsAmong } from '../../visit/commands.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { notAvailable, type Upgrade, watching } from '../../upgrade/watching.ts'

export const noHandshakeBehind454 = clientCheck({
  id: 'rfc3207/client/no-handshake-behind-454',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4-lc2'],
  purpose: 'behind a 454 the client begins no handshake: it goes on as its policy says, or gives up',
  async run({ meets, client, mode, expect, inconclusive, seen }) {
    const others = client.speaks.smtp?.includes('starttls-if-possible') ? ['starttls-if-possible' as const] : []
    const modes = [...new Set([mode, ...others])]
    const found = await Promise.all(
      modes.map(async (each) => {
        const upgrades: Upgrade[] = []
        const patches = watching(upgrades, { answer: notAvailable })
        const visit = await meets({ patches, settings: { authBeforeTls: true }, request: { mode: each } })
        if (upgrades.length === 0) inconclusive('control-failed', `the client never sends STARTTLS (${each})`)
        expect(!upgrades.some(({ begun }) => begun), `a handshake is begun behind a 454 (${each})`)
        return actionsAmong(visit.cleartext, 'smtp').length > 0 ? 'goes on in cleartext' : 'gives up'
      }),
    )
    seen(modes.map((each, i) => `${each}: ${found[i]}`).join(', '))
  },
})
