import { clientCheck } from '../../visit/client-check.ts'
import { speaksNext } from '../../shortfall/speaks-next.ts'
import { notAvailable, type Upgrade, watching } from '../../upgrade/watching.ts'
import type { Patches } from '../../visit/scene.ts'
import { together } from '../../visit/together.ts'

export const eachStatusOfAGroup = clientCheck({
  id: 'rfc3207/client/each-status-of-a-group',
  roles: ['smtp-client'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['imp-rfc2920-3.1-1'],
  purpose: 'where a group of commands ends with STARTTLS, its own answer is the one that counts',
  async run({ meets, expect, notApplicable, inconclusive }) {
    const upgrades: Upgrade[] = []
    const grouped: boolean[] = []
    await meets({ patches: together(watching(upgrades, { answer: notAvailable }), noting(grouped)) })
    if (upgrades.length === 0) inconclusive('control-failed', 'the client never sends STARTTLS')
    const ofGroups = upgrades.filter((_, i) => grouped[i])
    if (ofGroups.length === 0) notApplicable('the client sends STARTTLS in no group')
    expect(!ofGroups.some(({ begun }) => begun), 'an answer before the 454 is taken for that to STARTTLS')
  },
})

/** Notes of each STARTTLS whether it was sent before the command in front of it was answered. */
function noting(grouped: boolean[]): Patches {
  return {
    smtp: (Base) =>
      class extends Base {
        #goesOn = false

        override async answer(line: string) {
          if (/^STARTTLS\b/i.test(line)) grouped.push(this.#goesOn)
          // a hello ends its group (RFC 2920, section 3.1); behind what else comes first STARTTLS may be on its way
          const mayGoOn = grouped.length === 0 && !/^(EHLO|HELO|QUIT)\b/i.test(line)
          this.#goesOn = this.peer.unreadLength > 0 || (mayGoOn && (await speaksNext(this.peer)))
          return await super.answer(line)
        }
      },
  }
}
