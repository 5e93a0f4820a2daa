import { check } from '../../check.ts'
import { notNow } from '../../temporary.ts'
import { compareRefusals, type Pair } from './compare-refusals.ts'
import { loginCommand, plain } from './means.ts'

export const wrongCredentialsAlike = check({
  id: 'rfc8314/server/wrong-credentials-alike',
  roles: ['imap-server'],
  ports: 'any',
  decides: ['imp-rfc3501-11.2-1'],
  harms: ['failed-logins'],
  connections: 8,
  purpose: 'an unknown user draws the same refusal as a wrong password',
  async run({ connectSecurely, account, runId, expect }) {
    const password = `wrong-${runId}`
    // another one in each round: what is made of the user's name differs between those who are unknown, too
    const pair: Pair = (round) => [
      { user: account().user, password },
      { user: `nobody-${round}-${runId}`, password },
    ]
    const comparisons = await Promise.all(
      [plain, loginCommand].map((means) => compareRefusals(() => connectSecurely(), means, pair)),
    )
    for (const { means, difference: [known, unknown] = [], temporary } of comparisons) {
      const told = known !== unknown && temporary === undefined
      expect(!told, `${means}: a wrong password draws "${known}", an unknown user "${unknown}"`)
    }
    for (const { temporary } of comparisons) if (temporary !== undefined) notNow(temporary)
  },
})
