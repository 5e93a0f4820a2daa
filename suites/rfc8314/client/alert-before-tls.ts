import { marker } from '../../injection/clients/untagged.ts'
import { clientCheck } from '../../visit/client-check.ts'
import type { Patches } from '../../visit/scene.ts'

/** Turns what follows red on a terminal. */
const colour = '\u001b[31m'

const greets: Patches = (Base) =>
  class extends Base {
    override greeting() {
      const [, before = '', after = ''] = /^(\S+ (?:OK )?(?:\[[^\]]*\] )?)(.*)$/.exec(super.greeting()) ?? []
      const alert = before.startsWith('*') ? before.replace(/\[.*\]/, '[ALERT]') : before
      return `${alert}${colour}${marker} ${after}`
    }
  }

export const alertBeforeTls = clientCheck({
  id: 'rfc8314/client/alert-before-tls',
  roles: ['mua'],
  orIfPossible: true,
  records: [],
  purpose: 'whether the user is shown what a server says before TLS, and with what it makes of a terminal',
  async run({ meets, seen }) {
    const { output } = (await meets({ patches: greets })).outcome
    seen(!output.includes(marker) ? 'not shown' : output.includes(colour) ? 'shown, with its colour' : 'shown')
  },
})
